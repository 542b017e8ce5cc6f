namespace ConsentRegistry.Web.Components.Imports.Steps;

/// <summary>The steps of an import as its page goes through them, in order; the first four have an address.</summary>
public enum ImportStep
{
    Columns = 1,
    Words = 2,
    Origin = 3,
    Preview = 4,
    Running = 5,
    Result = 6,
}

/// <summary>Closes a dialog after which the upload is no more.</summary>
internal sealed record ImportGone;

/// <summary>Closes a dialog after which the import is taken back.</summary>
internal sealed record ImportTakenBack;

/// <summary>Closes a dialog that saved a profile.</summary>
internal sealed record ProfileSaved(string Name);
