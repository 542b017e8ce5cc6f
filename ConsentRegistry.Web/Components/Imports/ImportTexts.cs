namespace ConsentRegistry.Web.Components.Imports;

/// <summary>The texts of the imports.</summary>
public sealed class ImportTexts;
