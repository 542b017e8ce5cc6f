namespace ConsentRegistry.Web.Components;

/// <summary>The words that every page shares: menu, header, buttons of dialogs, errors.</summary>
public sealed class ShellTexts;
