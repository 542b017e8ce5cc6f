namespace ConsentRegistry.Web.Components.Layout;

/// <summary>A key that works on every page of the work area.</summary>
/// <param name="Key">One character, which only counts while nobody types and no dialog is open; or <c>Mod+k</c> for Ctrl or Cmd with a letter, which always counts.</param>
/// <param name="TextKey">Key in <see cref="Search.SearchTexts"/>: what it does.</param>
/// <param name="Opens">The id of a <c>dialog</c> element that opens at once, before the server hears of it.</param>
/// <param name="Does">What the server does; null where opening is all.</param>
/// <param name="Policy">Who has the key; null for everybody.</param>
public sealed record Shortcut(string Key, string TextKey, string? Opens = null, Func<Task>? Does = null, string? Policy = null)
{
    /// <summary>The keys to press, as they are printed on a keyboard.</summary>
    public IReadOnlyList<string> Parts => Key.StartsWith("Mod+", StringComparison.Ordinal) ? ["Ctrl", Key[4..].ToUpperInvariant()] : [Key];
}
