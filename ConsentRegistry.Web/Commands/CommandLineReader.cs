namespace ConsentRegistry.Web.Commands;

/// <summary>Reads what was typed against the table of verbs. Without a verb the line means <c>serve</c>.</summary>
/// <param name="verbs">The table, in the order of the usage text.</param>
/// <param name="directory">The caller's current directory, absolute.</param>
public sealed class CommandLineReader(IReadOnlyList<Command> verbs, string directory)
{
    public const string DataDirectoryKey = "Storage:DataDirectory";

    private static readonly CommandInput<string> Data = CommandInputs.Path("--data", "DIR", "the data folder: databases, keys, evidence, outbox (default: data)", setting: DataDirectoryKey);
    private static readonly CommandInput<bool> HelpFlag = CommandInputs.Flag("--help", "this text");

    // The settings of the web host itself have no section; hosting tests pass them on the command line too.
    private static readonly string[] HostSettings = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName"];

    internal static readonly CommandInput<bool> Json = CommandInputs.Flag("--json", "one JSON object instead of lines of text");
    internal static readonly CommandInput<bool> Quiet = CommandInputs.Flag("--quiet", "print results and refusals only");

    internal static IReadOnlyList<CommandInput> OfAllVerbs { get; } = [Data, Json, Quiet, HelpFlag];

    /// <exception cref="CommandUsageException">What was typed is no command line of this program.</exception>
    public CommandLine Read(IReadOnlyList<string> args)
    {
        if (args.TakeWhile(word => word != "--").Contains(HelpFlag.Name))
        {
            return new CommandLine(Serve, [], new Dictionary<string, string?>(), Help(args));
        }

        var words = new Queue<string>(args);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<CommandInput, List<object>>();
        Command? command = null;
        try
        {
            // Options of all verbs and settings may stand before the verb.
            while (words.TryPeek(out var word) && word.StartsWith("--", StringComparison.Ordinal) && word != "--")
            {
                ReadOption(OfAllVerbs, words, values, settings);
            }

            command = TakeVerb(words);
            ReadInputs(command, words, values, settings);
            if (command.Inputs.FirstOrDefault(input => input.Required && !values.ContainsKey(input)) is { } missing)
            {
                throw new CommandUsageException($"{missing.Name} is missing.");
            }

            foreach (var (input, given) in values.Where(each => each.Key.Setting is not null))
            {
                settings[input.Setting!] = (string)given[0];
            }

            return new CommandLine(command, values, settings, help: null);
        }
        catch (CommandUsageException e)
        {
            throw new CommandUsageException(e.Message, command is null ? CommandUsage.OfAll(verbs) : CommandUsage.Of(command));
        }
    }

    private Command Serve => verbs.First(verb => verb.Name == ServeCommand.Verb);

    /// <summary>The usage of the verb or group that is named before <c>--help</c> or after it; of all verbs when none is.</summary>
    private string Help(IReadOnlyList<string> args)
    {
        var named = args.Where(word => !word.StartsWith('-')).ToList();
        var topics = verbs.Where(verb => named.Count > 0 && (verb.Name == named[0] || verb.Name == string.Join(' ', named.Take(2)))).ToList();
        var group = verbs.Where(verb => named.Count > 0 && verb.Name.StartsWith(named[0] + ' ', StringComparison.Ordinal)).ToList();
        return topics.Count > 0 ? CommandUsage.Of(topics[0]) : CommandUsage.OfAll(group.Count > 0 ? group : verbs);
    }

    private Command TakeVerb(Queue<string> words)
    {
        if (!words.TryPeek(out var first) || first == "--")
        {
            return Serve;
        }

        words.Dequeue();
        if (verbs.FirstOrDefault(verb => verb.Name == first) is { } single)
        {
            return single;
        }

        var group = verbs.Where(verb => verb.Name.StartsWith(first + ' ', StringComparison.Ordinal)).ToList();
        if (group.Count == 0)
        {
            throw new CommandUsageException($"Unknown verb \"{first}\".");
        }

        if (words.TryPeek(out var second) && group.FirstOrDefault(verb => verb.Name == $"{first} {second}") is { } member)
        {
            words.Dequeue();
            return member;
        }

        var known = string.Join(", ", group.Select(verb => verb.Name[(first.Length + 1)..]));
        throw new CommandUsageException($"\"{first}\" needs one of: {known}.");
    }

    private void ReadInputs(Command command, Queue<string> words, Dictionary<CommandInput, List<object>> values, Dictionary<string, string?> settings)
    {
        var options = command.Inputs.Where(input => input.IsOption).Concat(OfAllVerbs).ToList();
        var positions = new Queue<CommandInput>(command.Inputs.Where(input => !input.IsOption));
        var onlyPositions = false;
        while (words.TryPeek(out var word))
        {
            if (word == "--" && !onlyPositions)
            {
                onlyPositions = true;
                words.Dequeue();
            }
            else if (word.StartsWith("--", StringComparison.Ordinal) && !onlyPositions)
            {
                ReadOption(options, words, values, settings);
            }
            else
            {
                words.Dequeue();
                if (!positions.TryPeek(out var position))
                {
                    throw new CommandUsageException($"Unexpected argument \"{word}\".");
                }

                Add(values, position, position.Read(word, directory));
                if (!position.Many)
                {
                    positions.Dequeue();
                }
            }
        }
    }

    private void ReadOption(IEnumerable<CommandInput> options, Queue<string> words, Dictionary<CommandInput, List<object>> values, Dictionary<string, string?> settings)
    {
        var word = words.Dequeue();
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        var attached = equals < 0 ? null : word[(equals + 1)..];
        var key = name[2..];
        if (options.FirstOrDefault(option => option.Name == name) is not { } input || (attached is "" && HostSettings.Contains(input.Setting)))
        {
            var isSection = key.Contains(':', StringComparison.Ordinal);
            if (!isSection && attached is "")
            {
                // A host under test passes every section of its settings by name too, with no value.
                return;
            }

            if (!isSection && !HostSettings.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                throw new CommandUsageException($"Unknown option {name}.");
            }

            settings[key] = attached ?? TakeValue(name, words);
            return;
        }

        if (input.IsFlag && attached is not null)
        {
            throw new CommandUsageException($"{name} takes no value.");
        }

        if (values.ContainsKey(input) && !input.Many)
        {
            throw new CommandUsageException($"{name} is given twice.");
        }

        Add(values, input, input.Read(input.IsFlag ? name : attached ?? TakeValue(name, words), directory));
    }

    private static string TakeValue(string name, Queue<string> words) =>
        words.TryPeek(out var value) && !value.StartsWith("--", StringComparison.Ordinal)
            ? words.Dequeue()
            : throw new CommandUsageException($"{name} needs a value.");

    private static void Add(Dictionary<CommandInput, List<object>> values, CommandInput input, object value)
    {
        if (!values.TryGetValue(input, out var all))
        {
            values[input] = all = [];
        }

        all.Add(value);
    }
}
