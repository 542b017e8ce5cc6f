using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Records;

/// <summary>An address of a person. The value is encrypted; two keyed indexes find it whole, by exact and by mailbox form (RULES S-5).</summary>
public sealed class ContactPoint
{
    /// <summary>The column name that is bound into the encrypted value.</summary>
    public const string ValueColumn = "ContactPoints.Value";

    public Guid Id { get; init; }

    public Guid PersonId { get; set; }

    public AddressKind Kind { get; init; }

    /// <summary>The exact form, encrypted under <see cref="ValueColumn"/> and <see cref="Id"/>.</summary>
    public required byte[] ProtectedValue { get; init; }

    public required byte[] MailboxIndex { get; init; }

    /// <summary>A mailbox of a company, not of a person: info@, jobs@ (rule G-13).</summary>
    public bool Impersonal { get; set; }

    /// <summary>The person gave it: opt-ins move to it (N-5).</summary>
    public bool GivenByPerson { get; set; }

    public DateTimeOffset AddedAt { get; init; }
}
