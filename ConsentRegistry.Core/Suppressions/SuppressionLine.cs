using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>One address of a suppression list from elsewhere, or a place in it that holds none.</summary>
/// <param name="Line">The physical line; of a JSON array the element, from 1.</param>
/// <param name="Address">Null where nothing usable stands there.</param>
public sealed record SuppressionLine(long Line, Address? Address)
{
    /// <summary>The address, or the text in its place, so that somebody can correct it; "?" for a line that cannot be read at all.</summary>
    public string Text { get; init; } = Address?.Exact ?? "?";

    /// <summary>Why it is on the list, read from the words of the list; null where the list gives no reason, or one that is not known (W-10).</summary>
    public SuppressionReason? Reason { get; init; }

    /// <summary>Why nothing was taken, as a word of the import report; null where something was.</summary>
    public string? NotTaken { get; init; }
}
