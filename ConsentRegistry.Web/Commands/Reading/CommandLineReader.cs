using System.CommandLine.Parsing;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>Reads what was typed against the table of verbs. Without a verb the line means <c>serve</c>.</summary>
/// <param name="verbs">The table, in the order of the usage text.</param>
/// <param name="directory">The caller's current directory, absolute.</param>
public sealed class CommandLineReader(IReadOnlyList<Verb> verbs, string directory)
{
    public const string DataDirectoryKey = "Storage:DataDirectory";

    private static readonly VerbInput<string> Data = VerbInputs.Path(
        "--data", "DIR", "the data folder: databases, keys, evidence, outbox (default: data)", setting: DataDirectoryKey);

    private static readonly VerbInput<bool> HelpFlag = VerbInputs.Flag("--help", "this text");

    internal static readonly VerbInput<bool> Json = VerbInputs.Flag("--json", "one JSON object instead of lines of text");
    internal static readonly VerbInput<bool> Quiet = VerbInputs.Flag("--quiet", "print results and refusals only");

    private readonly VerbTree tree = new(verbs, OfAllVerbs);

    internal static IReadOnlyList<VerbInput> OfAllVerbs { get; } = [Data, Json, Quiet, HelpFlag];

    private Verb Serve => verbs.First(verb => verb.Name == ServeVerb.Word);

    /// <inheritdoc cref="VerbTree.TrySuggest"/>
    public bool TrySuggest(IReadOnlyList<string> args, TextWriter answer) => tree.TrySuggest(args, answer);

    /// <exception cref="VerbUsageException">What was typed is no command line of this program.</exception>
    public CommandLine Read(IReadOnlyList<string> args)
    {
        var words = tree.Parse(TypedWords.Unambiguous(args, tree.Options));
        if (args.TakeWhile(word => word != "--").Contains(HelpFlag.Name))
        {
            return new CommandLine(Serve, [], new Dictionary<string, string?>(), HelpOn(words));
        }

        var verb = words.Verb ?? Serve;
        try
        {
            RefuseStrays(words);
            var (values, settings) = ReadInputs(words, verb);
            return verb.Inputs.FirstOrDefault(input => input.Required && !values.ContainsKey(input)) is { } missing
                ? throw new VerbUsageException($"{missing.Name} is missing.")
                : new CommandLine(verb, values, settings, help: null);
        }
        catch (VerbUsageException e)
        {
            throw new VerbUsageException(e.Message, words.Verb is null ? VerbUsage.InShort(words.Group.Count > 0 ? words.Group : verbs) : VerbUsage.InShort(verb));
        }
    }

    /// <summary>The usage of the verb or group that is named before <c>--help</c> or after it; of all verbs when none is.</summary>
    private string HelpOn(ParsedWords words) => words.Verb is { } verb
        ? VerbUsage.Of(verb)
        : VerbUsage.OfAll(words.Group.Count > 0 ? words.Group : verbs);

    /// <summary>Refuses what belongs to nothing.</summary>
    private void RefuseStrays(ParsedWords words)
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
            throw new VerbUsageException($"Unexpected argument \"{TypedWords.Plain(surplus)}\".");
        }
    }

    private void RefuseStray(string word, string? flag, bool isVerbNamed, ParsedWords words)
    {
        if (flag is not null && TypedWords.IsMarked(word))
        {
            throw new VerbUsageException($"{flag} takes no value.");
        }

        if (TypedWords.IsOption(word))
        {
            var name = TypedWords.Divide(word).Name;
            throw new VerbUsageException(
                $"Unknown option {name}.{SimilarWord.Question(name, words.Inputs.Where(each => each.Input.IsOption).Select(each => each.Input.Name))}");
        }

        if (!isVerbNamed)
        {
            throw new VerbUsageException($"Unknown verb \"{word}\".{SimilarWord.Question(word, verbs.Select(verb => verb.Name.Split(' ')[0]))}");
        }

        if (words.Group.Count > 0)
        {
            throw NeedsMember(words.Group, word);
        }
    }

    private static VerbUsageException NeedsMember(IReadOnlyList<Verb> group, string typed = "")
    {
        var name = group[0].Name.Split(' ')[0];
        var members = group.Select(verb => verb.Name[(name.Length + 1)..]).ToList();
        return new VerbUsageException($"\"{name}\" needs one of: {string.Join(", ", members)}.{SimilarWord.Question(typed, members)}");
    }

    private (Dictionary<VerbInput, List<object>> Values, Dictionary<string, string?> Settings) ReadInputs(
        ParsedWords words, Verb verb)
    {
        var values = new Dictionary<VerbInput, List<object>>();
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
            if (verb.Inputs.FirstOrDefault(input => input.Setting == key) is { } input)
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

    private void ReadInput(Dictionary<VerbInput, List<object>> values, VerbInput input, IReadOnlyList<string> given, int timesTyped)
    {
        if (timesTyped > 1 && !input.Many)
        {
            throw new VerbUsageException($"{input.Name} is given twice.");
        }

        if (input.IsOption && !input.IsFlag && (given.Count < timesTyped || given.Any(TypedWords.IsOption)))
        {
            throw NeedsValue(input.Name);
        }

        values[input] = input.IsFlag ? [true] : [.. given.Select(text => input.Read(TypedWords.Plain(text), directory))];
    }

    private static VerbUsageException NeedsValue(string option) => new($"{option} needs a value.");
}
