using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Core.Imports;

/// <summary>What an import or its preview says at the end (INTERFACES 1, <c>import --json</c>).</summary>
public sealed record ImportSummary
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The import; null for a preview and for a file that cannot be taken in.</summary>
    public Guid? Import { get; init; }

    public required string File { get; init; }

    public string? Site { get; init; }

    public string? Profile { get; init; }

    public string? Encoding { get; init; }

    /// <summary>Null for a workbook, and when the file is empty or no list.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The sheet that was read; null where the file is no workbook.</summary>
    public WorkbookSheet? Sheet { get; init; }

    public long? HeaderLine { get; init; }

    /// <summary>Why the file as a whole was not taken in, so that nothing was stored; null when it was.</summary>
    public FileError? FileError { get; init; }

    /// <summary>Every column in the order of the file.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; init; } = [];

    /// <summary>They add up to the data rows.</summary>
    public ImportOutcomes Outcomes { get; init; } = new();

    /// <summary>What is wrong with the file as text.</summary>
    public FileFaults Faults { get; init; } = FileFaults.None;

    /// <summary>Rows that could not be taken in, by line.</summary>
    public IReadOnlyList<(long Line, string Reason)> Rejected { get; init; } = [];

    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>People of whom the file tells a no that the import recorded; for a preview, would record.</summary>
    public int OptOuts { get; init; }

    /// <summary>Words of which nobody has said what they mean: people were put in doubt for them (W-5).</summary>
    public IReadOnlyList<FileDoubt> Doubts { get; init; } = [];

    public double Seconds { get; init; }

    /// <summary>What a file alone tells, before its rows are judged.</summary>
    public static ImportSummary Of(ImportFile file, string fileName) => new()
    {
        File = fileName,
        Site = file.Mapping?.Site,
        Encoding = file.Layout?.Name,
        Delimiter = file.Sheet is null ? file.Delimiter : null,
        Sheet = file.Sheet,
        HeaderLine = file.HeaderLineNumber,
        FileError = file.Error,
        Faults = file.Faults,
        Columns = file.Mapping?.Columns ?? [],
    };

    /// <summary>One JSON object on one line.</summary>
    public string ToJson()
    {
        var json = Members();
        if (Sheet is not null)
        {
            var place = json.IndexOf("delimiter") + 1;
            json.Insert(place, "sheet", Sheet.Name);
            json.Insert(place + 1, "hiddenRows", Sheet.HiddenRows);
            json.Insert(place + 2, "hiddenColumns", Sheet.HiddenColumns);
        }

        return json.ToJsonString(Format);
    }

    private JsonObject Members() => new()
    {
        ["file"] = File,
        ["site"] = Site,
        ["profile"] = Profile,
        ["encoding"] = Encoding,
        ["delimiter"] = Delimiter?.ToString(),
        ["headerLine"] = HeaderLine,
        ["dataRows"] = Outcomes.Total,
        ["fileError"] = FileError?.ToString(),
        ["mapping"] = new JsonObject(Columns.Select(column => KeyValuePair.Create(column.Key, (JsonNode?)column.Field?.Word()))),
        ["sensitiveHeaders"] = ArrayOf(Columns.Where(column => column.IsSensitive).Select(column => (JsonNode)column.Key)),
        ["outcomes"] = new JsonObject
        {
            [nameof(RowOutcome.Created)] = Outcomes.Created,
            [nameof(RowOutcome.Updated)] = Outcomes.Updated,
            [nameof(RowOutcome.Unchanged)] = Outcomes.Unchanged,
            [nameof(RowOutcome.DuplicateInFile)] = Outcomes.DuplicateInFile,
            [nameof(RowOutcome.Suppressed)] = Outcomes.Suppressed,
            [nameof(RowOutcome.NeedsReview)] = Outcomes.NeedsReview,
            [nameof(RowOutcome.Rejected)] = Outcomes.Rejected,
        },
        ["rejected"] = ArrayOf(Rejected.Select(each => new JsonObject { ["line"] = each.Line, ["reason"] = each.Reason })),
        ["warnings"] = ArrayOf(Warnings.Select(each => new JsonObject { ["line"] = each.Line, ["field"] = each.Field.Word(), ["reason"] = each.Reason.ToString() })),
        ["optOuts"] = OptOuts,
        ["doubts"] = ArrayOf(Doubts.Select(each => new JsonObject { ["header"] = each.Header, ["value"] = AddressMask.In(each.Value), ["rows"] = each.Rows })),
        ["seconds"] = Math.Round(Seconds, 3),
    };

    private static JsonArray ArrayOf(IEnumerable<JsonNode> nodes) => new([.. nodes]);
}
