using System.Text;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>The usage texts, made from the same inputs that the reader goes by.</summary>
public static class VerbUsage
{
    private const string Program = "ConsentRegistry.Web";

    // What was typed wrongly must still be seen above it.
    private const int MostShortLines = 6;
    private const int LineLength = 100;

    /// <summary>One verb with its inputs.</summary>
    public static string Of(Verb verb)
    {
        var text = new StringBuilder(string.Join(' ', Shapes(verb))).AppendLine().AppendLine().Append("  ").AppendLine(verb.Summary);
        AppendTable(text, verb.Inputs.SelectMany(Rows));
        text.AppendLine().Append("Options of all verbs:");
        AppendTable(text, CommandLineReader.OfAllVerbs.SelectMany(Rows));
        return text.ToString();
    }

    /// <summary>A list of verbs, one line each.</summary>
    public static string OfAll(IEnumerable<Verb> verbs)
    {
        var text = new StringBuilder($"Usage: {Program} [verb] [options]; without a verb it serves the web application.");
        AppendTable(text.AppendLine(), verbs.Select(verb => (verb.Name, verb.Summary)));
        text.AppendLine().Append("Options of all verbs:");
        AppendTable(text, CommandLineReader.OfAllVerbs.Select(input => (Typed(input), input.Summary)));
        text.AppendLine("Any setting can be given as --Section:Key VALUE. More about one verb: VERB --help.");
        return text.ToString();
    }

    /// <summary>The inputs of one verb in a few lines, for somebody who typed it wrongly.</summary>
    public static string InShort(Verb verb) => Short(Shapes(verb), $"What they mean: {Program} {verb.Name} --help");

    /// <summary>The names of verbs in a few lines, for somebody who typed none of them.</summary>
    public static string InShort(IEnumerable<Verb> verbs) => Short(
        [$"Usage: {Program} [verb] [options]; the verbs are", .. verbs.Select((verb, i) => (i == 0 ? "" : "· ") + verb.Name)],
        $"What they do: {Program} --help");

    private static IEnumerable<string> Shapes(Verb verb) =>
        [$"Usage: {Program} {verb.Name}", .. verb.Inputs.Select(Shape), "[options of all verbs]"];

    private static string Short(IEnumerable<string> words, string pointer)
    {
        var lines = new List<string>();
        foreach (var word in words)
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= LineLength)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(lines.Count == 0 ? word : "  " + word);
            }
        }

        return string.Join(Environment.NewLine, [.. lines.Take(MostShortLines), .. lines.Count > MostShortLines ? ["  …"] : Array.Empty<string>(), pointer]);
    }

    private static IEnumerable<(string Left, string Right)> Rows(VerbInput input) => input.Words.Count == 0
        ? [(Typed(input), input.Summary)]
        : [(Typed(input), input.Summary + ":"), ("", "  " + string.Join(", ", input.Words))];

    private static string Typed(VerbInput input) => input.IsOption && !input.IsFlag ? $"{input.Name} {input.ValueName}" : input.Name;

    private static string Shape(VerbInput input)
    {
        var typed = Typed(input) + (input.Many ? "…" : "");
        return input.Required ? typed : $"[{typed}]";
    }

    private static void AppendTable(StringBuilder text, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine();
        var width = all.Select(row => row.Left.Length).DefaultIfEmpty().Max();
        foreach (var (left, right) in all)
        {
            text.Append("  ").Append(left.PadRight(width)).Append("  ").AppendLine(right);
        }
    }
}
