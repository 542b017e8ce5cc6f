using System.Globalization;
using System.Text.Json.Nodes;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>What a list is split by.</summary>
public sealed record NewScrub
{
    /// <summary>The column with the addresses; null to find it.</summary>
    public string? Column { get; init; }

    /// <summary>The sheet of a workbook; null for the first with a value.</summary>
    public string? Sheet { get; init; }

    /// <summary>What parts the fields of the rows of a workbook, which are written as text; those of a text keep what they have.</summary>
    public char Delimiter { get; init; } = TableText.UsualDelimiter;

    public Channel Channel { get; init; } = Channel.Email;

    /// <summary>The message that would go out, for the gate's answer; null to keep whatever is not suppressed, which is no permission.</summary>
    public MessageFacts? Message { get; init; }

    /// <summary>How many rows of each answer are kept to be shown; none for a program.</summary>
    public int RowsShown { get; init; }

    /// <summary>
    /// The language of whoever reads the blocked file: it then gets the reason in words beside the code, and the unreadable rows as well. Null
    /// for a program, which gets the code alone (INTERFACES 1).
    /// </summary>
    public CultureInfo? Words { get; init; }
}

/// <summary>One row of the list with its answer, to be shown to whoever has the list.</summary>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="Addresses">The usable addresses in it; empty when there are none.</param>
/// <param name="IsAllowed">Null for a row that can be neither allowed nor looked up.</param>
/// <param name="Reason">Why; null for an unreadable row, and for one that is only not suppressed.</param>
public sealed record ScrubbedRow(long Line, IReadOnlyList<Address> Addresses, bool? IsAllowed, DecisionReason? Reason);

/// <summary>What the split gave; <paramref name="Allowed"/> + <paramref name="Blocked"/> + <see cref="Unreadable"/> is <paramref name="Rows"/>.</summary>
/// <param name="ByReason">How many rows each reason was given to; without a message only the blocked ones have one.</param>
/// <param name="UnreadableLines">The physical lines on which unreadable rows begin, in order.</param>
public sealed record ScrubResult(
    long Rows, long Allowed, long Blocked, IReadOnlyList<long> UnreadableLines, IReadOnlyDictionary<DecisionReason, long> ByReason, double Seconds)
{
    /// <summary>Broken rows and rows without an address that the channel could use: they can be neither allowed nor looked up.</summary>
    public long Unreadable => UnreadableLines.Count;

    /// <summary>How many rows each code was given to.</summary>
    public IReadOnlyDictionary<DecisionCode, long> ByCode =>
        ByReason.GroupBy(each => each.Key.Code).ToDictionary(group => group.Key, group => group.Sum(each => each.Value));

    /// <summary>Whether the gate was asked about a message; otherwise what is kept is only not suppressed.</summary>
    public bool IsAboutMessage { get; init; }

    /// <summary>The sheet that was read; null where the list is no workbook.</summary>
    public WorkbookSheet? Sheet { get; init; }

    /// <summary>The first rows of each answer, in the order of the list; as many as <see cref="NewScrub.RowsShown"/> asked for.</summary>
    public IReadOnlyList<ScrubbedRow> First { get; init; } = [];

    /// <summary>One JSON object on one line (INTERFACES 1, <c>scrub --json</c>).</summary>
    public string ToJson()
    {
        var json = Members();
        if (Sheet is not null)
        {
            (json["sheet"], json["hiddenRows"], json["hiddenColumns"]) = (Sheet.Name, Sheet.HiddenRows, Sheet.HiddenColumns);
        }

        return json.ToJsonString();
    }

    private JsonObject Members() => new()
    {
        ["rows"] = Rows,
        ["allowed"] = Allowed,
        ["blocked"] = Blocked,
        ["unreadable"] = Unreadable,
        ["byCode"] = new JsonObject(ByCode.OrderBy(each => each.Key).Select(each => KeyValuePair.Create(each.Key.ToString(), (JsonNode?)each.Value))),
        ["seconds"] = Math.Round(Seconds, 3),
        ["unreadableLines"] = new JsonArray([.. UnreadableLines.Select(line => (JsonNode)line)]),
    };
}
