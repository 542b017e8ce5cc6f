using System.Globalization;
using System.Text.RegularExpressions;

namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>The kinds of input that verbs take. A positional one has no value name and is required unless said.</summary>
public static partial class VerbInputs
{
    /// <summary>Standard input in the place of a file.</summary>
    public const string StandardInput = "-";

    public static VerbInput<bool> Flag(string name, string summary) => new(name, null, summary, (_, _) => (true, true), "");

    /// <param name="words">Words that are usual; others are taken as well.</param>
    public static VerbInput<string> Text(
        string name, string? valueName, string summary, bool required = false, bool many = false, IReadOnlyList<string>? words = null) =>
        new(name, valueName, summary, (text, _) => (text.Length > 0, text), "a text") { Required = required, Many = many, Words = words ?? [] };

    /// <summary>A file or folder, made absolute from the caller's directory; <see cref="StandardInput"/> stays as it is.</summary>
    public static VerbInput<string> Path(string name, string? valueName, string summary, bool required = false, string? setting = null) =>
        new(name, valueName, summary, (text, directory) => text switch
        {
            "" => (false, text),
            StandardInput => (true, text),
            _ => (text.Contains('\0', StringComparison.Ordinal) is false, System.IO.Path.GetFullPath(text, directory)),
        }, "a path") { Required = required, Setting = setting };

    /// <summary>A word of the vocabulary, in any case; a number is none, although .NET would take it for one.</summary>
    /// <param name="words">Those of them that the usage text names; null for all.</param>
    public static VerbInput<TWord> Word<TWord>(
        string name, string? valueName, string summary, bool required = false, bool many = false, IReadOnlyList<TWord>? words = null)
        where TWord : struct, Enum => new(name, valueName, summary, (text, _) =>
        {
            var word = Enum.GetNames<TWord>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
            return word is null ? (false, default) : (true, Enum.Parse<TWord>(word));
        }, "one of " + string.Join(", ", Enum.GetNames<TWord>()))
        {
            Required = required,
            Many = many,
            Words = words is null ? Enum.GetNames<TWord>() : [.. words.Select(word => word.ToString())],
        };

    /// <summary>One of some words that are no enumeration, in any case.</summary>
    public static VerbInput<string> OneOf(string name, string? valueName, string summary, IReadOnlyList<string> words, bool required = false, bool many = false) =>
        new(name, valueName, summary, (text, _) => words.FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word
            ? (true, word)
            : (false, text), "one of " + string.Join(", ", words)) { Required = required, Many = many, Words = words };

    /// <summary>A whole number above zero.</summary>
    public static VerbInput<int> Number(string name, string? valueName, string summary) =>
        new(name, valueName, summary, (text, _) => (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0, number),
            "a whole number above zero");

    /// <summary>A day, <c>yyyy-mm-dd</c>.</summary>
    public static VerbInput<DateOnly> Day(string name, string? valueName, string summary, bool required = false) =>
        new(name, valueName, summary, (text, _) => (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), day),
            "a day like 2026-03-05") { Required = required };

    /// <summary>An instant after RFC 3339; without an offset it would mean another moment on another machine, so it needs one.</summary>
    public static VerbInput<DateTimeOffset> Instant(string name, string? valueName, string summary, bool required = false) =>
        new(name, valueName, summary, (text, _) => Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)
            ? (true, at)
            : (false, default), "an instant with its offset, like 2026-03-16T09:00:00+01:00") { Required = required };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
