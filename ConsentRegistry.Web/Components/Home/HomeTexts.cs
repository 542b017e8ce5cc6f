namespace ConsentRegistry.Web.Components.Home;

/// <summary>The words of the start page.</summary>
public sealed class HomeTexts;
