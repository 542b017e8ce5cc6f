namespace ConsentRegistry.Web.Components.Shared.Drafts;

/// <summary>The words about unfinished forms.</summary>
public sealed class DraftTexts;
