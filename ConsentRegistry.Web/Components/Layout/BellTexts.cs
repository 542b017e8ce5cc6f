namespace ConsentRegistry.Web.Components.Layout;

/// <summary>The words of the bell: what came to an end while its operator was elsewhere.</summary>
public sealed class BellTexts;
