namespace ConsentRegistry.Web.Account.Preferences;

/// <summary>How an operator likes to see one thing. It holds nothing about anybody in the registry. There is no key to the account: accounts are closed, never deleted.</summary>
public sealed class OperatorPreference
{
    public const int OperatorLength = 64;
    public const int NameLength = 64;

    /// <summary>The account id, as ledger and audit name the operator.</summary>
    public required string Operator { get; init; }

    /// <summary>What it is about; a word of a fixed list.</summary>
    public required string Name { get; init; }

    public string Json { get; set; } = "";
}
