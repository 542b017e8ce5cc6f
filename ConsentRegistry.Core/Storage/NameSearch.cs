using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Storage;

/// <summary>How closely a word that was typed must fit one on record; each includes those before it.</summary>
public enum NameFit
{
    WholeWord = 1,
    BeginningOfWord = 2,

    /// <summary>Anywhere in the text; words of one or two letters still only where a word begins, or they would find everybody.</summary>
    Within = 3,
}

/// <summary>What an engine's index of names is asked.</summary>
/// <param name="Words">All of them must fit, in any order; never empty.</param>
/// <param name="Language">nl, fr or en; null for all.</param>
/// <param name="Relationship">Null for all.</param>
/// <param name="Limit">At most so many people.</param>
internal sealed record NameSearch(IReadOnlyList<string> Words, NameFit Fit, string? Language, Relationship? Relationship, int Limit);
