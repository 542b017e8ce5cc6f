namespace ConsentRegistry.Core.Auditing;

/// <summary>One line of the audit trail: append-only, chained by HMAC over everything in it. It holds no personal data of people in the registry.</summary>
public sealed record AuditEntry
{
    /// <summary>From 1, without a gap.</summary>
    public long Sequence { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>An account id, <c>cli:&lt;os user&gt;</c>, or <c>job:&lt;name&gt;</c>.</summary>
    public required string Operator { get; init; }

    public AuditAction Action { get; init; }

    /// <summary>The pseudonym of the person, or the id of the import, campaign or account, that the act is about; null where it is about none.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Names and values as one JSON object, exactly as hashed: ids, counts and words of fixed lists.</summary>
    public required string Details { get; init; }

    public required byte[] Hash { get; init; }
}

/// <summary>The end of the trail, in one row.</summary>
public sealed class AuditHead
{
    public int Id { get; init; }

    public long Sequence { get; set; }

    public required byte[] Hash { get; set; }
}
