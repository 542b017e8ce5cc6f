namespace ConsentRegistry.Web.Components.Help;

/// <summary>What each page is for, and what to do when one is lost.</summary>
public sealed class HelpTexts;
