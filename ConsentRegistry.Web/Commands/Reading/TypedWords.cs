namespace ConsentRegistry.Web.Commands.Reading;

/// <summary>
/// Puts what was typed into a form that the parsing library reads in one way only. By itself it takes an empty value for a missing
/// one and then the next word for the value, the next option for a value, and an option that it does not know for an argument; and it
/// has no options whose names are open, as those of settings are.
/// </summary>
internal static class TypedWords
{
    /// <summary>Stands before a value that may begin with dashes, or be empty; no system lets it be typed.</summary>
    private const char Mark = '\0';

    // The settings of the web host itself have no section; hosting tests pass them on the command line too.
    private static readonly string[] HostSettings = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName"];

    /// <param name="args">As typed.</param>
    /// <param name="options">Every option that some verb takes.</param>
    public static IReadOnlyList<string> Unambiguous(IReadOnlyList<string> args, IReadOnlySet<string> options)
    {
        var words = new Queue<string>(args);
        var plain = new List<string>();
        while (words.TryDequeue(out var word))
        {
            if (word == "--")
            {
                plain.Add(word);
                plain.AddRange(words.Select(Marked));
                break;
            }

            if (!IsOption(word))
            {
                plain.Add(word);
                continue;
            }

            var (name, attached) = Divide(word);
            var key = name[2..];
            var isSection = key.Contains(':', StringComparison.Ordinal);
            var isHost = HostSettings.Contains(key, StringComparer.OrdinalIgnoreCase);
            if (!isSection && attached is "" && (isHost || !options.Contains(name)))
            {
                // A host under test passes every section of its settings by name too, with no value.
                plain.AddRange([VerbTree.Settings, Marked("")]);
            }
            else if (isSection || isHost)
            {
                var value = attached ?? (words.TryPeek(out var next) && !IsOption(next) ? words.Dequeue() : null);
                plain.AddRange([VerbTree.Settings, Marked(value is null ? key : $"{key}={value}")]);
            }
            else
            {
                plain.Add(attached is null ? word : $"{name}={Marked(attached)}");
            }
        }

        return plain;
    }

    public static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    public static bool IsMarked(string word) => word.StartsWith(Mark);

    public static string Marked(string word) => Mark + word;

    /// <summary>The word as it was typed.</summary>
    public static string Plain(string word) => IsMarked(word) ? word[1..] : word;

    /// <summary>The part before the first equals sign and the part behind it; null where there is none.</summary>
    public static (string Name, string? Value) Divide(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }
}
