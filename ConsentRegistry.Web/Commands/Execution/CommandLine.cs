using System.Diagnostics.CodeAnalysis;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>A command line that was understood: the verb, its inputs, and the settings that stand above environment and settings file.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<CommandInput, List<object>> values;

    internal CommandLine(Command command, Dictionary<CommandInput, List<object>> values, IReadOnlyDictionary<string, string?> settings, string? help)
    {
        Command = command;
        this.values = values;
        Settings = settings;
        Help = help;
    }

    public Command Command { get; }

    /// <summary>Configuration keys given on the command line: <c>--data</c> as <c>Storage:DataDirectory</c>, and every <c>--Section:Key</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The usage text that was asked for, and then nothing else of the line counts; null when none was.</summary>
    public string? Help { get; }

    public bool Json => Has(CommandLineReader.Json);

    public bool Quiet => Has(CommandLineReader.Quiet);

    public bool Has(CommandInput input) => values.ContainsKey(input);

    public bool TryGet<T>(CommandInput<T> input, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        var given = values.TryGetValue(input, out var all);
        value = given ? (T)all![0] : default;
        return given;
    }

    /// <summary>The value of a required input.</summary>
    public T Get<T>(CommandInput<T> input)
        where T : notnull => TryGet(input, out var value) ? value : throw new CommandUsageException($"{input.Name} is missing.");

    public T Get<T>(CommandInput<T> input, T otherwise)
        where T : notnull => TryGet(input, out var value) ? value : otherwise;

    /// <summary>All values of an input that takes many, in the order typed.</summary>
    public IReadOnlyList<T> All<T>(CommandInput<T> input)
        where T : notnull => values.TryGetValue(input, out var all) ? [.. all.Cast<T>()] : [];
}
