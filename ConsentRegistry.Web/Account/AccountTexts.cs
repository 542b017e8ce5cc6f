namespace ConsentRegistry.Web.Account;

/// <summary>The words of accounts: set-up, sign-in, roles, and what an administrator does with them.</summary>
public sealed class AccountTexts;
