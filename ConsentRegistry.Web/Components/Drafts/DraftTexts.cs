namespace ConsentRegistry.Web.Components.Drafts;

/// <summary>The words about unfinished forms.</summary>
public sealed class DraftTexts;
