namespace ConsentRegistry.Web.Components.Search;

/// <summary>The words of the palette, of the help on keys, and of what a search found.</summary>
public sealed class SearchTexts;
