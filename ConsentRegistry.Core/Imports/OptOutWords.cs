using System.Collections.Frozen;

namespace ConsentRegistry.Core.Imports;

/// <summary>What files write for yes and no, and what mailing tools write for somebody who left.</summary>
internal static class OptOutWords
{
    private static readonly FrozenSet<string> Yes = Set("ja", "j", "oui", "o", "yes", "y", "true", "1", "x", "vrai", "waar", "wahr", "✓", "✔");

    private static readonly FrozenSet<string> Left = Set(
        "unsubscribed", "unsubscribe", "cleaned", "blocklisted", "blacklisted", "opted out", "opted-out", "optedout", "opt out", "opt-out", "optout",
        "uitgeschreven", "afgemeld", "désinscrit", "désinscrite", "désabonné", "désabonnée", "abgemeldet", "do not contact", "spam complaint", "complained");

    private static readonly FrozenSet<string> Stayed = Set(
        "subscribed", "enabled", "active", "unconfirmed", "confirmed", "pending", "bounced", "deleted", "opted in", "opted-in", "opt-in", "non-subscribed", "nonsubscribed", "transactional",
        "not subscribed", "ingeschreven", "aangemeld", "abonné", "abonnée", "inscrit", "inscrite", "angemeldet", "suppressed", "inactive", "junk");

    /// <summary>Whether a yes/no or status cell says that the person opted out. A date in such a cell says so too.</summary>
    public static bool SayOptedOut(string value)
    {
        var word = value.Trim();
        return Yes.Contains(word) || Left.Contains(word) || (word.Length >= 8 && ImportDates.TryRead(word, out _));
    }

    /// <summary>Whether a yes/no cell says yes; null for an empty one.</summary>
    public static bool? SayYes(string value)
    {
        var word = value.Trim();
        return word.Length == 0 ? null : Yes.Contains(word) || word.Equals("subscribed", StringComparison.OrdinalIgnoreCase);
    }

    public static bool IsSubscriptionStatus(string value) => Left.Contains(value) || Stayed.Contains(value);

    /// <summary>Whether only a mailing tool writes this word; "active" and "pending" are also states of an application.</summary>
    public static bool IsProperToMailingTools(string value) =>
        Left.Contains(value) || value.Equals("subscribed", StringComparison.OrdinalIgnoreCase) || value.Equals("unconfirmed", StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
