namespace ConsentRegistry.Web.Components.Imports.Profiles;

/// <summary>The texts of the import profiles.</summary>
public sealed class ImportProfileTexts;
