namespace ConsentRegistry.Core.ListChecks;

/// <summary>A list that a colleague gave to be checked, with the files that came of it. It lives as long as the page that shows it.</summary>
public sealed class CheckedList
{
    internal CheckedList(Guid id, string by, string source, long length, DateTimeOffset until) => (Id, By, Source, Length, Until) = (id, by, source, length, until);

    /// <summary>Stands in the addresses of its files; says nothing about what is in them.</summary>
    public Guid Id { get; }

    /// <summary>The operator to whom alone its files are handed out.</summary>
    public string By { get; }

    /// <summary>Bytes of the list as it was given.</summary>
    public long Length { get; }

    /// <summary>What came of the last check; null until there was one.</summary>
    public ScrubResult? Result { get; internal set; }

    /// <summary>What the last check asked; null until there was one.</summary>
    internal NewScrub? Asked { get; set; }

    /// <summary>The name of the sealed file with the list itself.</summary>
    internal string Source { get; }

    internal string? Allowed { get; set; }

    internal string? Blocked { get; set; }

    /// <summary>From here on it is gone, also while its page still stands open.</summary>
    internal DateTimeOffset Until { get; set; }
}

/// <summary>Which file of a checked list.</summary>
public enum CheckedPart
{
    Allowed = 1,
    Blocked = 2,
}

/// <summary>How far a check is.</summary>
/// <param name="Rows">Rows done.</param>
/// <param name="Share">How much of the list is read, from 0 to 1.</param>
public sealed record CheckProgress(long Rows, double Share);
