using System.Linq.Expressions;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>Its rows are being judged; nothing of them is stored yet.</summary>
    Judging = 1,

    /// <summary>Every row has its outcome and the people are being written.</summary>
    Committing = 2,

    /// <summary>Done; the file is gone from the spool.</summary>
    Closed = 3,

    /// <summary>Taken back; what it barred stays barred.</summary>
    Undone = 4,

    /// <summary>The file is in the spool and is being looked at on the screens; nobody has asked for it to be imported.</summary>
    Uploaded = 5,

    /// <summary>An operator stopped it while the people were being written. What was written stays; it can go on, or be taken back.</summary>
    Stopped = 6,
}

/// <summary>One import of one file: what its rows are said to be, how far it is and what became of them.</summary>
public sealed class ImportRun
{
    private const int LongestName = 200;

    /// <summary>Longer than this no file of an open import is kept (RULES 6).</summary>
    internal static readonly TimeSpan FileKept = TimeSpan.FromDays(30);

    public Guid Id { get; init; }

    /// <summary>The file's own name, without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Of the file's bytes, in hexadecimal; names its copy in the spool.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long FileLength { get; init; }

    /// <summary>Rows of the file under its column names; null until they have been counted.</summary>
    public int? DataRows { get; set; }

    /// <summary>The sheet of a workbook that was chosen; null for the first with a value, and for a file that is no workbook. Every pass reads the same.</summary>
    public string? Sheet { get; set; }

    public string? Site { get; set; }

    /// <summary>The name of the saved profile that decided columns and origin; null where none did.</summary>
    public string? Profile { get; set; }

    /// <summary>
    /// Columns as an operator settled them for this file, or as its profile did when it was chosen: header to field, null for "leave out", as JSON.
    /// Null where the header alone decides. A profile saved anew later does not change them.
    /// </summary>
    public string? ColumnsJson { get; set; }

    /// <summary>What words of the file mean (W-5), see <see cref="Columns.ColumnMeanings"/>, as JSON; null where nobody gave one a meaning. What has none when the import begins becomes a doubt.</summary>
    public string? MeaningsJson { get; set; }

    /// <summary>What the DPO had approved of the profile's opt-ins when the import began; null where a "yes" in the file is a claim only.</summary>
    public ApprovedOptIns? ApprovedOptIns { get; set; }

    public Relationship Relationship { get; set; }

    public AcquisitionSource Source { get; set; }

    public CollectionMoment Moment { get; set; }

    /// <summary>The version of the Art. 13/14 notice that these people were given; null where none was.</summary>
    public string? NoticeVersion { get; set; }

    /// <summary>A file that was taken in, by a page or by the verb, and that nobody has begun.</summary>
    /// <param name="sha256">Of its copy in the spool.</param>
    /// <param name="by">The operator.</param>
    internal static ImportRun TakenIn(OpenedImport opened, NewImport import, string sha256, long length, DateTimeOffset at, string by)
    {
        var name = Path.GetFileName(import.FileName);
        return new ImportRun
        {
            Id = Guid.CreateVersion7(at),
            FileName = name.Length > LongestName ? name[..LongestName] : name,
            Sha256 = sha256,
            FileLength = length,
            Sheet = import.Sheet,
            Profile = import.Profile,
            ColumnsJson = opened.ColumnsJson,
            MeaningsJson = opened.MeaningsJson,
            Origin = opened.Origin,
            State = ImportState.Uploaded,
            TakenInAt = at,
            StartedAt = at,
            By = by,
        };
    }

    /// <summary>From here on its rows are judged by the list of bars as it stands now.</summary>
    /// <param name="profile">The one it names, as it stands now. What was approved there was read from the columns of then: an approval of others is none of these.</param>
    /// <param name="head">The last event of the ledger.</param>
    internal void Begin(ImportProfile? profile, long head, DateTimeOffset at, string by)
    {
        ApprovedOptIns = profile?.ColumnsJson == ColumnsJson ? profile?.Approved : null;
        (State, StartedAt, By, StartSequence) = (ImportState.Judging, at, by, head);
    }

    /// <summary>What the rows are: the five values above as one.</summary>
    public ImportOrigin Origin
    {
        get => new(Relationship, Source, Moment, Site, NoticeVersion);
        set => (Relationship, Source, Moment, Site, NoticeVersion) = (value.Relationship, value.Source, value.Moment, value.Site, value.NoticeVersion);
    }

    public ImportState State { get; set; }

    /// <summary>The last event before the import: entries up to it are the list as it stood at the start.</summary>
    public long StartSequence { get; set; }

    /// <summary>When the file came into the spool, where it may stay for 30 days (RULES 6).</summary>
    public DateTimeOffset TakenInAt { get; init; }

    /// <summary>When the import began; until then when its file came.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it came to its end, or was stopped; null while it is open.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The operator who began it; until then the one who brought the file.</summary>
    public required string By { get; set; }

    /// <summary>All rows up to this physical line are written; 0 while none is.</summary>
    public long CheckpointLine { get; set; }

    /// <summary>How many rows had each outcome; zeros while it is open. Of a stopped one those that it had come to.</summary>
    public ImportOutcomes Outcomes { get; set; } = new();

    /// <summary>People whose opt-out the file told of and this import recorded.</summary>
    public int OptOuts { get; set; }

    /// <summary>When it was taken back; null while it is not.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>People that taking it back removed, so far; null while nobody has begun to. From then on a stopped one does not go on.</summary>
    public int? Removed { get; set; }

    /// <summary>People that it made and that stayed when it was taken back; null while it is not.</summary>
    public int? Kept { get; set; }

    /// <summary>Whether an open one's file may no longer be kept.</summary>
    internal bool IsOverdue(DateTimeOffset at) => TakenInAt < at - FileKept;

    /// <summary>Whether its file has to be in the spool.</summary>
    public static Expression<Func<ImportRun, bool>> HoldsFile { get; } =
        run => run.State == ImportState.Uploaded || run.State == ImportState.Judging || run.State == ImportState.Committing || run.State == ImportState.Stopped;
}

/// <summary>Opt-ins of a source that the DPO looked at, see <see cref="Profiles.ImportProfile.OptInTopic"/>.</summary>
/// <param name="PolicyVersion">The policy version that was shown at the source.</param>
/// <param name="By">The DPO.</param>
public sealed record ApprovedOptIns(Topic Topic, string PolicyVersion, string By);

/// <summary>How many rows had each outcome. Of an import that came to its end they add up to the data rows of the file (guarantee 8).</summary>
public sealed record ImportOutcomes
{
    public int Created { get; init; }

    public int Updated { get; init; }

    public int Unchanged { get; init; }

    public int DuplicateInFile { get; init; }

    public int Suppressed { get; init; }

    public int NeedsReview { get; init; }

    public int Rejected { get; init; }

    public int Total => Created + Updated + Unchanged + DuplicateInFile + Suppressed + NeedsReview + Rejected;

    public static ImportOutcomes Of(IReadOnlyDictionary<RowOutcome, int> counts) => new()
    {
        Created = counts.GetValueOrDefault(RowOutcome.Created),
        Updated = counts.GetValueOrDefault(RowOutcome.Updated),
        Unchanged = counts.GetValueOrDefault(RowOutcome.Unchanged),
        DuplicateInFile = counts.GetValueOrDefault(RowOutcome.DuplicateInFile),
        Suppressed = counts.GetValueOrDefault(RowOutcome.Suppressed),
        NeedsReview = counts.GetValueOrDefault(RowOutcome.NeedsReview),
        Rejected = counts.GetValueOrDefault(RowOutcome.Rejected),
    };
}

/// <summary>What became of one data row. Of a suppressed row it holds the line and the reason, nothing else (RULES 4).</summary>
public sealed class ImportRunRow
{
    public Guid ImportId { get; init; }

    /// <summary>The physical line that the row starts on.</summary>
    public long Line { get; init; }

    public RowOutcome Outcome { get; set; }

    /// <summary>A word: of <see cref="RejectionReason"/>, <see cref="ReviewReason"/>, <c>OptOut</c> or <c>Erasure</c>; empty where nothing needs to be said.</summary>
    public string Reason { get; set; } = string.Empty;

    /// <summary>The line of the first row of the same person; null for a suppressed row.</summary>
    public long? FirstLine { get; set; }

    /// <summary>The person that the row is about or that it makes; null where there is none.</summary>
    public Guid? Person { get; set; }

    /// <summary>Unusable contact points, as <c>phone InvalidPhone</c>, parted by commas; empty where there are none.</summary>
    public string Warnings { get; set; } = string.Empty;
}
