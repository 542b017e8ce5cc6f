using System.CommandLine.Parsing;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Reads what was typed against the table of verbs. Without a verb the line means <c>serve</c>.</summary>
/// <param name="verbs">The table, in the order of the usage text.</param>
/// <param name="directory">The caller's current directory, absolute.</param>
public sealed class CommandLineReader(IReadOnlyList<Command> verbs, string directory)
{
    public const string DataDirectoryKey = "Storage:DataDirectory";

    private static readonly CommandInput<string> Data = CommandInputs.Path(
        "--data", "DIR", "the data folder: databases, keys, evidence, outbox (default: data)", setting: DataDirectoryKey);

    private static readonly CommandInput<bool> HelpFlag = CommandInputs.Flag("--help", "this text");

    internal static readonly CommandInput<bool> Json = CommandInputs.Flag("--json", "one JSON object instead of lines of text");
    internal static readonly CommandInput<bool> Quiet = CommandInputs.Flag("--quiet", "print results and refusals only");

    private readonly VerbTree tree = new(verbs, OfAllVerbs);

    internal static IReadOnlyList<CommandInput> OfAllVerbs { get; } = [Data, Json, Quiet, HelpFlag];

    private Command Serve => verbs.First(verb => verb.Name == ServeCommand.Verb);

    /// <inheritdoc cref="VerbTree.TrySuggest"/>
    public bool TrySuggest(IReadOnlyList<string> args, TextWriter answer) => tree.TrySuggest(args, answer);

    /// <exception cref="CommandUsageException">What was typed is no command line of this program.</exception>
    public CommandLine Read(IReadOnlyList<string> args)
    {
        var words = tree.Parse(TypedWords.Unambiguous(args, tree.Options));
        if (args.TakeWhile(word => word != "--").Contains(HelpFlag.Name))
        {
            return new CommandLine(Serve, [], new Dictionary<string, string?>(), HelpOn(words));
        }

        var command = words.Verb ?? Serve;
        try
        {
            RefuseStrays(words);
            var (values, settings) = ReadInputs(words, command);
            return command.Inputs.FirstOrDefault(input => input.Required && !values.ContainsKey(input)) is { } missing
                ? throw new CommandUsageException($"{missing.Name} is missing.")
                : new CommandLine(command, values, settings, help: null);
        }
        catch (CommandUsageException e)
        {
            throw new CommandUsageException(e.Message, words.Verb is null ? CommandUsage.OfAll(verbs) : CommandUsage.Of(command));
        }
    }

    /// <summary>The usage of the verb or group that is named before <c>--help</c> or after it; of all verbs when none is.</summary>
    private string HelpOn(ParsedWords words) => words.Verb is { } verb
        ? CommandUsage.Of(verb)
        : CommandUsage.OfAll(words.Group.Count > 0 ? words.Group : verbs);

    /// <summary>Refuses what belongs to nothing.</summary>
    private static void RefuseStrays(ParsedWords words)
    {
        var options = words.Inputs.Where(each => each.Input.IsOption).ToDictionary(each => each.Input.Name, each => each.Input.IsFlag);
        options[VerbTree.Settings] = false;
        Token? before = null;
        var isVerbNamed = false;
        foreach (var token in words.Result.Tokens)
        {
            bool? afterFlag = before is { Type: TokenType.Option } && options.TryGetValue(before.Value, out var isFlag) ? isFlag : null;
            if (token.Type is TokenType.Command or TokenType.DoubleDash)
            {
                isVerbNamed = true;
            }
            else if (token.Type is TokenType.Argument or TokenType.Directive && afterFlag is not false)
            {
                RefuseStray(token.Value, afterFlag is true ? before!.Value : null, isVerbNamed, words);
            }

            before = token;
        }

        if (words.Group.Count > 0)
        {
            throw NeedsMember(words.Group);
        }

        if (words.Result.UnmatchedTokens is [var surplus, ..])
        {
            throw new CommandUsageException($"Unexpected argument \"{TypedWords.Plain(surplus)}\".");
        }
    }

    private static void RefuseStray(string word, string? flag, bool isVerbNamed, ParsedWords words)
    {
        if (flag is not null && TypedWords.IsMarked(word))
        {
            throw new CommandUsageException($"{flag} takes no value.");
        }

        if (TypedWords.IsOption(word))
        {
            throw new CommandUsageException($"Unknown option {TypedWords.Divide(word).Name}.");
        }

        if (!isVerbNamed)
        {
            throw new CommandUsageException($"Unknown verb \"{word}\".");
        }

        if (words.Group.Count > 0)
        {
            throw NeedsMember(words.Group);
        }
    }

    private static CommandUsageException NeedsMember(IReadOnlyList<Command> group)
    {
        var name = group[0].Name.Split(' ')[0];
        return new CommandUsageException($"\"{name}\" needs one of: {string.Join(", ", group.Select(verb => verb.Name[(name.Length + 1)..]))}.");
    }

    private (Dictionary<CommandInput, List<object>> Values, Dictionary<string, string?> Settings) ReadInputs(
        ParsedWords words, Command command)
    {
        var values = new Dictionary<CommandInput, List<object>>();
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        // Options first: where one lacks its value, what came after it may stand in the place of an argument.
        foreach (var (input, symbol) in words.Inputs.OrderByDescending(each => each.Input.IsOption))
        {
            if (words.ValuesOf(symbol) is { } given)
            {
                ReadInput(values, input, given, words.TimesTyped(symbol));
            }
        }

        foreach (var setting in words.Settings.Select(TypedWords.Plain).Where(setting => setting.Length > 0))
        {
            var (key, value) = TypedWords.Divide(setting);
            if (command.Inputs.FirstOrDefault(input => input.Setting == key) is { } input)
            {
                ReadInput(values, input, value is null ? [] : [TypedWords.Marked(value)], values.ContainsKey(input) ? 2 : 1);
            }
            else
            {
                settings[key] = value ?? throw NeedsValue($"--{key}");
            }
        }

        foreach (var (input, given) in values.Where(each => each.Key.Setting is not null))
        {
            settings[input.Setting!] = (string)given[0];
        }

        return (values, settings);
    }

    private void ReadInput(Dictionary<CommandInput, List<object>> values, CommandInput input, IReadOnlyList<string> given, int timesTyped)
    {
        if (timesTyped > 1 && !input.Many)
        {
            throw new CommandUsageException($"{input.Name} is given twice.");
        }

        if (input.IsOption && !input.IsFlag && (given.Count < timesTyped || given.Any(TypedWords.IsOption)))
        {
            throw NeedsValue(input.Name);
        }

        values[input] = input.IsFlag ? [true] : [.. given.Select(text => input.Read(TypedWords.Plain(text), directory))];
    }

    private static CommandUsageException NeedsValue(string option) => new($"{option} needs a value.");
}
