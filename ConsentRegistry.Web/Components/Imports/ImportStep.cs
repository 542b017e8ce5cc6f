namespace ConsentRegistry.Web.Components.Imports;

/// <summary>The steps of an import as its page goes through them, in order; the first three have an address.</summary>
public enum ImportStep
{
    Columns = 1,
    Origin = 2,
    Preview = 3,
    Running = 4,
    Result = 5,
}

/// <summary>Closes a dialog after which the upload is no more.</summary>
internal sealed record ImportGone;

/// <summary>Closes a dialog after which the import is taken back.</summary>
internal sealed record ImportTakenBack;

/// <summary>Closes a dialog that saved a profile.</summary>
internal sealed record ProfileSaved(string Name);
