namespace ConsentRegistry.Core.Drafts;

/// <summary>Whose unfinished form it is, and which.</summary>
/// <param name="Operator">The id of the account.</param>
/// <param name="Form">A word of the code, never anything of a person.</param>
/// <param name="Subject">The person or campaign that the form is about; <see cref="Guid.Empty"/> where there is none yet.</param>
public sealed record DraftKey(string Operator, string Form, Guid Subject)
{
    internal string Row => $"{Operator}/{Form}/{Subject:N}";
}

/// <summary>What somebody typed into a form and has not sent.</summary>
public sealed class Draft
{
    /// <summary>The column that the content is bound to.</summary>
    internal const string ContentColumn = "Drafts.Content";

    public required string Operator { get; init; }

    public required string Form { get; init; }

    public Guid Subject { get; init; }

    /// <summary>Encrypted: whatever is typed about a person is personal data before it is saved as well.</summary>
    public required byte[] ProtectedContent { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public DraftKey Key => new(Operator, Form, Subject);
}
