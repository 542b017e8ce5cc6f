namespace ConsentRegistry.Core.Results;

/// <summary>Something that is not as it was written.</summary>
/// <param name="Table">Where: a table, or <c>journal</c>.</param>
/// <param name="Row">The first bad row there: a sequence, an id, a line number, or the position in the order of ids where these are no numbers.</param>
/// <param name="Problem">What is wrong, in plain English; no personal data.</param>
public sealed record VerifyFinding(string Table, long Row, string Problem);

/// <summary>What was looked at and what was found.</summary>
public sealed record VerifyReport(long Events, long Payloads, long Entries, long JournalLines, IReadOnlyList<VerifyFinding> Findings)
{
    /// <summary>Entries of the audit trail; 0 where only the ledger was looked at.</summary>
    public long AuditEntries { get; init; }

    /// <summary>Lines of <c>anchors.jsonl</c>; 0 where only the ledger was looked at.</summary>
    public long Anchors { get; init; }

    public bool IsSound => Findings.Count == 0;
}
