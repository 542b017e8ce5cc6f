namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>Why a data folder cannot be owned although nobody holds it.</summary>
public enum FolderOwnershipRefusal
{
    /// <summary>A file stands where the folder, or a folder above it, should be.</summary>
    NotAFolder,

    /// <summary>This account may not write there, or the file system is mounted read-only.</summary>
    NotWritable,

    /// <summary>No space, or the account's quota is used up.</summary>
    DiskFull,

    /// <summary>A newer version of the program has written the folder.</summary>
    NewerLayout,

    /// <summary>The file that names the layout says nothing that can be understood.</summary>
    UnreadableLayout,

    /// <summary>Anything else the system reports; its own words are in the sentence.</summary>
    Unusable,
}
