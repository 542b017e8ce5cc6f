namespace ConsentRegistry.Web.Public;

/// <summary>The words of the public pages, spoken to people outside; formal in Dutch and French.</summary>
public sealed class PublicTexts;
