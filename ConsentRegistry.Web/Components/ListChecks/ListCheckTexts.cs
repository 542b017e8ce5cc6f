namespace ConsentRegistry.Web.Components.ListChecks;

/// <summary>Texts of the list check.</summary>
public sealed class ListCheckTexts;
