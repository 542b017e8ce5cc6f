namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>One thing a verb takes: a positional argument (<c>FILE</c>), an option with a value (<c>--kind KIND</c>) or a flag.</summary>
/// <param name="name">As typed, with its dashes, for an option; the word of the usage line for a positional argument.</param>
/// <param name="valueName">The word that stands for an option's value in the usage line; null for a flag.</param>
/// <param name="summary">What it means, in one line.</param>
public abstract class VerbInput(string name, string? valueName, string summary)
{
    public string Name { get; } = name;

    public string? ValueName { get; } = valueName;

    public string Summary { get; } = summary;

    public bool IsOption => Name.StartsWith("--", StringComparison.Ordinal);

    public bool IsFlag => IsOption && ValueName is null;

    public bool Required { get; init; }

    /// <summary>The words that the value may be, for the usage text; empty where it may be any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The configuration key that the value is a setting of; null for what the verb itself reads.</summary>
    public string? Setting { get; init; }

    /// <summary>Takes several values: the rest of the positional arguments, or an option that may be repeated.</summary>
    public bool Many { get; init; }

    /// <summary>Reads one value as it was typed.</summary>
    /// <param name="text">The value; never null, the flag's own name for a flag.</param>
    /// <param name="directory">The caller's directory, from which relative paths count: the verb may run in another process.</param>
    /// <exception cref="VerbUsageException">The text is no such value; the message says what is expected.</exception>
    internal abstract object Read(string text, string directory);
}

/// <inheritdoc/>
/// <typeparam name="T">What a verb gets.</typeparam>
public sealed class VerbInput<T>(string name, string? valueName, string summary, Func<string, string, (bool Valid, T Value)> read, string expected)
    : VerbInput(name, valueName, summary)
    where T : notnull
{
    internal override object Read(string text, string directory) => read(text, directory) is (true, var value)
        ? value
        : throw new VerbUsageException($"{Name}: \"{text}\" is not {expected}.");
}
