namespace ConsentRegistry.Web.Components.ImportProfiles;

/// <summary>The texts of the import profiles.</summary>
public sealed class ImportProfileTexts;
