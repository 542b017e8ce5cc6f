namespace ConsentRegistry.Web.Components.Administration.Jobs;

/// <summary>The words of the page on which an administrator watches the jobs.</summary>
public sealed class JobTexts;
