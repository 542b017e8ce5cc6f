using System.Globalization;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Rows;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Imports;

/// <summary>What the imports say in words.</summary>
internal static class ImportSentences
{
    /// <summary>Every outcome with its count: what changes the registry first, then what asks for a colleague, then the rest.</summary>
    public static IReadOnlyList<(RowOutcome Outcome, int Count)> Each(this ImportOutcomes outcomes) =>
    [
        (RowOutcome.Created, outcomes.Created), (RowOutcome.Updated, outcomes.Updated), (RowOutcome.Unchanged, outcomes.Unchanged),
        (RowOutcome.DuplicateInFile, outcomes.DuplicateInFile), (RowOutcome.NeedsReview, outcomes.NeedsReview),
        (RowOutcome.Suppressed, outcomes.Suppressed), (RowOutcome.Rejected, outcomes.Rejected),
    ];

    /// <summary>The colour of an outcome, named in <c>imports.css</c>; the same wherever outcomes are shown.</summary>
    public static string Look(this RowOutcome outcome) => outcome switch
    {
        RowOutcome.Created => "created",
        RowOutcome.Updated => "updated",
        RowOutcome.DuplicateInFile => "twice",
        RowOutcome.NeedsReview => "review",
        RowOutcome.Suppressed => "suppressed",
        RowOutcome.Rejected => "rejected",
        _ => "same",
    };

    public static string Shown(this int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    public static string Rows(this IStringLocalizer<ImportTexts> texts, int rows) => rows == 1 ? texts["Rows.One"] : texts["Rows", rows.Shown()];

    /// <summary>The outcomes that happened, in one line.</summary>
    public static string InBrief(this IStringLocalizer<ImportTexts> texts, ImportOutcomes outcomes) => string.Join(
        " · ", outcomes.Each().Where(each => each.Count > 0).Select(each => $"{each.Count.Shown()} {texts[$"Brief.{each.Outcome}"].Value}"));

    /// <summary>What starting the import does to people, beside the rows that it is counted in.</summary>
    public static string Begins(this IStringLocalizer<ImportTexts> texts, ImportOutcomes outcomes)
    {
        var adds = outcomes.Created switch { 0 => texts["Begins.AddsNobody"], 1 => texts["Begins.AddsOne"], var many => texts["Begins.Adds", many.Shown()] };
        var completes = outcomes.Updated switch { 0 => null, 1 => texts["Begins.CompletesOne"], var many => texts["Begins.Completes", many.Shown()] };
        return completes is null ? adds.Value : $"{adds.Value} {completes.Value}";
    }

    public static string Why(this IStringLocalizer<ImportTexts> texts, ImportWarning warning) =>
        texts[$"Warning.{warning.Reason}", texts[$"Field.{warning.Field}"].Value];

    /// <summary>Why a stored row has its outcome; null where the outcome says it all.</summary>
    public static string? Why(this IStringLocalizer<ImportTexts> texts, ImportRunRow row) => row is { Outcome: RowOutcome.DuplicateInFile, FirstLine: { } first }
        ? texts["Row.SameAs", first].Value
        : RowReasonWords.SentenceOf(row.Outcome, row.Reason, CultureInfo.CurrentUICulture);

    /// <summary>The warnings of a stored row, each in words.</summary>
    public static IEnumerable<string> Warnings(this IStringLocalizer<ImportTexts> texts, ImportRunRow row) =>
        row.Warnings.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(' ')).Where(each => each.Length == 2).Select(each =>
            texts[$"Warning.{each[1]}", ImportFields.FromWord(each[0]) is { } field ? texts[$"Field.{field}"].Value : each[0]].Value);

    /// <summary>All that is to be said of a stored row, for a reader who has the report and nothing else.</summary>
    public static string Sentence(this IStringLocalizer<ImportTexts> texts, ImportRunRow row) => string.Join(
        ". ", new[] { texts[$"One.{row.Outcome}"].Value, texts.Why(row) }.Concat(texts.Warnings(row)).OfType<string>().Select(sentence => sentence.TrimEnd('.')));

    /// <summary>The character set by the name that programs show to people, without the mark at its beginning.</summary>
    public static string Encoding(this IStringLocalizer<ImportTexts> texts, string name) => name switch
    {
        "windows-1252" => "Windows-1252",
        _ when name.StartsWith("utf-16", StringComparison.Ordinal) => texts["Encoding.Utf16"],
        _ => name.Replace("-bom", "", StringComparison.Ordinal).ToUpperInvariant(),
    };

    public static string Delimiter(this IStringLocalizer<ImportTexts> texts, char delimiter) => delimiter switch
    {
        ',' => texts["Delimiter.Comma"],
        ';' => texts["Delimiter.Semicolon"],
        '\t' => texts["Delimiter.Tab"],
        '|' => texts["Delimiter.Pipe"],
        _ => delimiter.ToString(),
    };

    /// <summary>Bytes as people say them.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000.0:N0} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000.0:N1} MB"),
    };
}
