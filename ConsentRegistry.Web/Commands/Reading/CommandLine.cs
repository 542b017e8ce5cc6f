using System.Diagnostics.CodeAnalysis;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>A command line that was understood: the verb, its inputs, and the settings that stand above environment and settings file.</summary>
public sealed class CommandLine
{
    private readonly Dictionary<VerbInput, List<object>> values;

    internal CommandLine(Verb verb, Dictionary<VerbInput, List<object>> values, IReadOnlyDictionary<string, string?> settings, string? help)
    {
        Verb = verb;
        this.values = values;
        Settings = settings;
        Help = help;
    }

    public Verb Verb { get; }

    /// <summary>Configuration keys given on the command line: <c>--data</c> as <c>Storage:DataDirectory</c>, and every <c>--Section:Key</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The usage text that was asked for, and then nothing else of the line counts; null when none was.</summary>
    public string? Help { get; }

    public bool Json => Has(CommandLineReader.Json);

    public bool Quiet => Has(CommandLineReader.Quiet);

    public bool Has(VerbInput input) => values.ContainsKey(input);

    public bool TryGet<T>(VerbInput<T> input, [MaybeNullWhen(false)] out T value)
        where T : notnull
    {
        var given = values.TryGetValue(input, out var all);
        value = given ? (T)all![0] : default;
        return given;
    }

    /// <summary>The value of a required input.</summary>
    public T Get<T>(VerbInput<T> input)
        where T : notnull => TryGet(input, out var value) ? value : throw new VerbUsageException($"{input.Name} is missing.");

    public T Get<T>(VerbInput<T> input, T otherwise)
        where T : notnull => TryGet(input, out var value) ? value : otherwise;

    /// <summary>All values of an input that takes many, in the order typed.</summary>
    public IReadOnlyList<T> All<T>(VerbInput<T> input)
        where T : notnull => values.TryGetValue(input, out var all) ? [.. all.Cast<T>()] : [];
}
