namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>The answer to a process that wants to own a data folder: exactly one of the three cases below.</summary>
public abstract record FolderOwnershipClaim
{
    private FolderOwnershipClaim()
    {
    }

    /// <summary>The folder is ours until <paramref name="Ownership"/> is disposed.</summary>
    public sealed record Owned(FolderOwnership Ownership) : FolderOwnershipClaim;

    /// <summary>Another living process owns the folder.</summary>
    public sealed record HeldBy(FolderOwnershipHolder Holder) : FolderOwnershipClaim;

    /// <summary>The folder cannot be used by anybody in its present state.</summary>
    /// <param name="Reason">Which of the known obstacles it is.</param>
    /// <param name="Sentence">The obstacle, the folder, and what to do about it, for people.</param>
    public sealed record Refused(FolderOwnershipRefusal Reason, string Sentence) : FolderOwnershipClaim;
}
