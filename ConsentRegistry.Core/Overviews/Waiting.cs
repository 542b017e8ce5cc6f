namespace ConsentRegistry.Core.Overviews;

/// <summary>Work that waits for somebody.</summary>
/// <param name="Count">How much of it.</param>
/// <param name="Oldest">Since when the oldest waits; null where nothing does, or where nobody knows.</param>
/// <param name="First">The import or campaign to begin with; null where it is none, or where a list of them says more.</param>
public sealed record Waiting(int Count, DateTimeOffset? Oldest, Guid? First = null)
{
    public static Waiting Nothing { get; } = new(0, null);
}
