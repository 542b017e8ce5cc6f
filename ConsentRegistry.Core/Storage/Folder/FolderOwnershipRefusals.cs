namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>Turns what the file system reports into a refusal that says what to do.</summary>
public static class FolderOwnershipRefusals
{
    private const int NotADirectory = 20;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaUsedUp = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static FolderOwnershipClaim.Refused Of(string path, Exception error)
    {
        if (FileInTheWay(path) is { } file)
        {
            return new(FolderOwnershipRefusal.NotAFolder,
                $"The data folder {path} cannot be made: {file} is a file. Name another folder with --data, or move that file away.");
        }

        if (((string[])[FolderOwnership.LockFileName, FolderOwnershipLayout.FileName]).FirstOrDefault(name => Directory.Exists(Path.Combine(path, name))) is { } folder)
        {
            return new(FolderOwnershipRefusal.Unusable,
                $"{Path.Combine(path, folder)} is a folder, where a file is to be. Move that folder away and start again; nothing was changed.");
        }

        return error switch
        {
            _ when IsDiskFull(error) => new(FolderOwnershipRefusal.DiskFull,
                $"The data folder {path} cannot be used: there is no space left. Free some space and start again; nothing was changed."),
            UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } => new(FolderOwnershipRefusal.NotWritable,
                $"The data folder {path} cannot be written by this account. Give {Environment.UserName} write access to it, or name another folder with --data."),
            IOException { HResult: NotADirectory } => new(FolderOwnershipRefusal.NotAFolder,
                $"The data folder {path} cannot be made: a part of its path is a file. Name another folder with --data."),
            _ => new(FolderOwnershipRefusal.Unusable, $"The data folder {path} cannot be used: {error.Message}"),
        };
    }

    /// <summary>Whether a file could not be written because the disk, or the share of it that this account has, is used up.</summary>
    public static bool IsDiskFull(Exception error) => error is IOException { HResult: NoSpace or QuotaUsedUp or WindowsDiskFull };

    private static string? FileInTheWay(string path)
    {
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
            {
                return part;
            }
        }

        return null;
    }
}
