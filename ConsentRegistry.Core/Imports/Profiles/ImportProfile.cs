using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Profiles;

/// <summary>What is settled once about the files of one source: their columns, and what their rows are.</summary>
public sealed class ImportProfile
{
    public Guid Id { get; init; }

    /// <summary>By which it is chosen; there are no two of a name.</summary>
    public required string Name { get; set; }

    public string? Site { get; set; }

    /// <summary>Decided columns, header to field, null for "drop", as JSON.</summary>
    public string ColumnsJson { get; set; } = "{}";

    /// <summary>What words in files of this source mean (W-5), as JSON; null where nobody gave one a meaning.</summary>
    public string? MeaningsJson { get; set; }

    public Relationship? Relationship { get; set; }

    public AcquisitionSource? Source { get; set; }

    public CollectionMoment? Moment { get; set; }

    public string? NoticeVersion { get; set; }

    /// <summary>
    /// The topic that people of this source opted in to by e-mail. Only with <see cref="OptInsApprovedBy"/> and
    /// <see cref="OptInPolicyVersion"/> does a row with date and wording become a proven opt-in; never one that lifts a bar.
    /// </summary>
    public Topic? OptInTopic { get; set; }

    /// <summary>The policy version that was shown at the source.</summary>
    public string? OptInPolicyVersion { get; set; }

    /// <summary>The DPO who looked at how the source asks; null while opt-ins of its files are claims only.</summary>
    public string? OptInsApprovedBy { get; set; }

    /// <summary>When it was saved, or its opt-ins approved or withdrawn, whichever came last.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What stands approved now; null while opt-ins of its files are claims only.</summary>
    internal ApprovedOptIns? Approved =>
        this is { OptInsApprovedBy: { } by, OptInTopic: { } topic, OptInPolicyVersion: { } version } ? new ApprovedOptIns(topic, version, by) : null;
}
