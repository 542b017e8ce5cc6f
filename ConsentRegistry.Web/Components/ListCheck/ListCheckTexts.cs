namespace ConsentRegistry.Web.Components.ListCheck;

/// <summary>Texts of the list check.</summary>
public sealed class ListCheckTexts;
