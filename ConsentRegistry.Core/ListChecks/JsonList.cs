using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>Suppression lists as programs hand them over: JSON lines, an array, or an object with an array in it (W-10).</summary>
internal static class JsonList
{
    /// <summary>Characters of one line, or of an object with everything in it; more than this is no list that a program hands over in one piece.</summary>
    private const int Longest = 64 * 1024 * 1024;

    private static readonly string[] AddressNames = ["address", "recipient", "destination", "value", "number", "msisdn", "contact"];
    private static readonly string[] ReasonNames = ["reason", "type", "status", "event", "cause", "category", "suppressionreason"];
    private static readonly ImportField?[] AddressFields = [ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile];

    /// <summary>Whether a file begins as JSON does; its position is turned back.</summary>
    public static bool IsJson(Stream stream)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1024, leaveOpen: true);
        int next;
        while ((next = reader.Read()) >= 0 && (char.IsWhiteSpace((char)next) || next == '\uFEFF'))
        {
        }

        var first = next;
        while (first == '[' && (next = reader.Read()) >= 0 && char.IsWhiteSpace((char)next))
        {
        }

        stream.Position = 0;
        return first == '{' || (first == '[' && next is '{' or '"' or ']' or '[');
    }

    /// <summary>Its addresses, in order.</summary>
    public static async IAsyncEnumerable<SuppressionLine> LinesAsync(Stream stream)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        var (number, begun) = (0L, 0L);
        var depth = new Depth();
        var pending = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            number++;
            begun = pending.Length == 0 ? number : begun;
            pending.Append(line).Append('\n');
            depth.Add(line);
            if (depth.IsOpen && pending.Length <= Longest)
            {
                continue;
            }

            foreach (var found in Parsed(pending.ToString(), begun))
            {
                yield return found;
            }

            (depth, _) = (new Depth(), pending.Clear());
        }

        foreach (var found in Parsed(pending.ToString(), begun))
        {
            yield return found;
        }
    }

    /// <summary>What stands in one JSON value: an object on a line of its own is named by its line, one of an array by its place in it.</summary>
    private static List<SuppressionLine> Parsed(string text, long line)
    {
        var trimmed = text.AsSpan().Trim().TrimEnd(',').Trim('\uFEFF');
        if (trimmed.IsEmpty)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(trimmed.ToString(), new JsonDocumentOptions { AllowTrailingCommas = true });
            var isOne = document.RootElement.ValueKind == JsonValueKind.Object && HasAddress(document.RootElement);
            return [.. Entries(document.RootElement).Select((entry, i) => (Entry: entry, Line: isOne ? line : i + 1)).SelectMany(each => Of(each.Line, each.Entry))];
        }
        catch (JsonException)
        {
            return LineByLine(text, line);
        }
    }

    /// <summary>What can be saved of a value that is broken: a bracket or quote that somebody forgot must not hide the lines after it.</summary>
    private static List<SuppressionLine> LineByLine(string text, long line)
    {
        var lines = text.Trim('\n').Split('\n');
        if (lines.Length > 1)
        {
            return [.. lines.Index().SelectMany(each => each.Item.AsSpan().Trim().TrimStart("[{}],").IsEmpty ? [] : Parsed(each.Item, line + each.Index))];
        }

        var bare = lines[0].Trim().TrimStart('[', ',').TrimEnd(']', ',');
        return bare.Length > 0 && bare.Length < lines[0].Trim().TrimEnd(',').Length ? Parsed(bare, line) : [new SuppressionLine(line, null) { NotTaken = nameof(RejectionReason.UnbalancedQuote) }];
    }

    /// <summary>How deep a text stands in brackets, so that a value over many lines is read once, when it is whole.</summary>
    private sealed class Depth
    {
        private int open;
        private bool inText;

        public bool IsOpen => open > 0;

        public void Add(string line)
        {
            // No text of JSON goes over a line end: one that is open there was forgotten.
            inText = false;
            for (var i = 0; i < line.Length; i++)
            {
                var c = line[i];
                i += inText && c == '\\' ? 1 : 0;
                inText ^= c == '"';
                open += inText ? 0 : c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
            }
        }
    }

    /// <summary>The entries of a list, wherever in the object it stands.</summary>
    private static IEnumerable<JsonElement> Entries(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Entries),
        // Beside an address of its own, such as that of whoever made the list, the list itself may stand.
        JsonValueKind.Object when HasAddress(element) => [element, .. element.EnumerateObject().Where(each => each.Value.ValueKind == JsonValueKind.Array && each.Value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object)).SelectMany(each => Entries(each.Value))],
        JsonValueKind.Object when element.EnumerateObject().Any(each => each.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object) =>
            element.EnumerateObject().Where(each => each.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object).SelectMany(each => Entries(each.Value)),
        _ => [element],
    };

    private static IEnumerable<SuppressionLine> Of(long line, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            return SuppressionFile.Of(line, entry.ValueKind == JsonValueKind.String ? [TextOf(entry)] : []);
        }

        var cells = AddressesOf(entry).ToList();
        var reason = entry.EnumerateObject().Where(each => ReasonNames.Contains(HeaderWords.Of(NameOf(each)).Compact)).Select(each => SuppressionReasonWords.Of(TextOf(each.Value))).FirstOrDefault(found => found is not null);
        return SuppressionFile.Of(line, cells).Select(each => each with { Reason = reason });
    }

    private static bool HasAddress(JsonElement entry) => AddressesOf(entry).Any();

    /// <summary>Properties that are named as addresses; where none is, those whose values are such.</summary>
    private static IEnumerable<string> AddressesOf(JsonElement entry)
    {
        var texts = entry.EnumerateObject().Where(each => TextOf(each.Value).Length > 0).Select(each => (Guess: ColumnGuess.Of(NameOf(each)), Compact: HeaderWords.Of(NameOf(each)).Compact, Text: TextOf(each.Value))).ToList();
        var named = texts.Where(each => AddressFields.Contains(each.Guess.Field) || AddressNames.Contains(each.Compact)).Select(each => each.Text).ToList();
        return named.Count > 0 ? named : texts.Where(each => !each.Guess.IsOfOtherPerson && Address.Read(each.Text) is not null).Select(each => each.Text);
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Read(value.GetString),
        JsonValueKind.Number => value.GetRawText(),
        _ => string.Empty,
    };

    private static string NameOf(JsonProperty property) => Read(() => property.Name);

    /// <summary>Half of a surrogate pair stands in the text: it is read as a character that no address holds (W-11).</summary>
    private static string Read(Func<string?> text)
    {
        try
        {
            return text()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFF";
        }
    }
}
