using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Account;

/// <summary>Every refusal about an account, with a stable code and a sentence in the reader's language.</summary>
public sealed class AccountErrors(IStringLocalizer<AccountTexts> T) : IdentityErrorDescriber
{
    public IdentityError UnknownAccount() => new() { Code = nameof(UnknownAccount), Description = T["Error.UnknownAccount"] };

    public IdentityError NoRole() => new() { Code = nameof(NoRole), Description = T["Error.NoRole"] };

    public IdentityError LastAdministrator() => new() { Code = nameof(LastAdministrator), Description = T["Error.LastAdministrator"] };

    public IdentityError WrongSetUpCode() => new() { Code = nameof(WrongSetUpCode), Description = T["Error.WrongSetUpCode"] };

    public IdentityError SetUpIsDone() => new() { Code = nameof(SetUpIsDone), Description = T["Error.SetUpIsDone"] };

    public IdentityError NotProven() => new() { Code = nameof(NotProven), Description = T["Error.NotProven"] };

    public IdentityError PasswordIsPersonal() => new() { Code = nameof(PasswordIsPersonal), Description = T["Error.PasswordIsPersonal"] };

    public override IdentityError DefaultError() => new() { Code = nameof(DefaultError), Description = T["Error.Default"] };

    public override IdentityError ConcurrencyFailure() => new() { Code = nameof(ConcurrencyFailure), Description = T["Error.Concurrency"] };

    public override IdentityError PasswordMismatch() => new() { Code = nameof(PasswordMismatch), Description = T["Error.PasswordMismatch"] };

    public override IdentityError PasswordTooShort(int length) =>
        new() { Code = nameof(PasswordTooShort), Description = T["Error.PasswordTooShort", length] };

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        new() { Code = nameof(PasswordRequiresUniqueChars), Description = T["Error.PasswordUniqueChars", uniqueChars] };

    public override IdentityError InvalidEmail(string? email) => new() { Code = nameof(InvalidEmail), Description = T["Error.InvalidEmail"] };

    public override IdentityError InvalidUserName(string? userName) => new() { Code = nameof(InvalidUserName), Description = T["Error.InvalidEmail"] };

    public override IdentityError DuplicateEmail(string email) => new() { Code = nameof(DuplicateEmail), Description = T["Error.Duplicate"] };

    // The user name is the address, and one sentence about it is enough: pages show each sentence once.
    public override IdentityError DuplicateUserName(string userName) => new() { Code = nameof(DuplicateUserName), Description = T["Error.Duplicate"] };

    public override IdentityError InvalidRoleName(string? role) => new() { Code = nameof(InvalidRoleName), Description = T["Error.UnknownRole", role ?? ""] };
}
