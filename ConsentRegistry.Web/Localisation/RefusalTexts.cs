namespace ConsentRegistry.Web.Localisation;

/// <summary>One sentence for each <see cref="Core.Refusal"/>: why nothing was done, and what to do instead.</summary>
public sealed class RefusalTexts;
