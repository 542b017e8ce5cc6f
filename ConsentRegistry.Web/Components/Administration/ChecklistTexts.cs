namespace ConsentRegistry.Web.Components.Administration;

/// <summary>The words of what is left to do after the set-up.</summary>
public sealed class ChecklistTexts;
