using System.Text;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>The usage texts, made from the same inputs that the reader goes by.</summary>
public static class CommandUsage
{
    private const string Program = "ConsentRegistry.Web";

    /// <summary>One verb with its inputs.</summary>
    public static string Of(Command command)
    {
        var text = new StringBuilder($"Usage: {Program} {command.Name}");
        foreach (var input in command.Inputs)
        {
            text.Append(' ').Append(Shape(input));
        }

        text.AppendLine(" [options of all verbs]").AppendLine().Append("  ").AppendLine(command.Summary);
        AppendTable(text, command.Inputs.SelectMany(Rows));
        text.AppendLine().Append("Options of all verbs:");
        AppendTable(text, CommandLineReader.OfAllVerbs.SelectMany(Rows));
        return text.ToString();
    }

    /// <summary>A list of verbs, one line each.</summary>
    public static string OfAll(IEnumerable<Command> verbs)
    {
        var text = new StringBuilder($"Usage: {Program} [verb] [options]; without a verb it serves the web application.");
        AppendTable(text.AppendLine(), verbs.Select(verb => (verb.Name, verb.Summary)));
        text.AppendLine().Append("Options of all verbs:");
        AppendTable(text, CommandLineReader.OfAllVerbs.Select(input => (Typed(input), input.Summary)));
        text.AppendLine("Any setting can be given as --Section:Key VALUE. More about one verb: VERB --help.");
        return text.ToString();
    }

    private static IEnumerable<(string Left, string Right)> Rows(CommandInput input) => input.Words.Count == 0
        ? [(Typed(input), input.Summary)]
        : [(Typed(input), input.Summary + ":"), ("", "  " + string.Join(", ", input.Words))];

    private static string Typed(CommandInput input) => input.IsOption && !input.IsFlag ? $"{input.Name} {input.ValueName}" : input.Name;

    private static string Shape(CommandInput input)
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
