using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Overviews;

/// <summary>The room that is left where the registry keeps its data.</summary>
/// <param name="Free">Bytes that the account which runs the registry may still write.</param>
/// <param name="Databases">Bytes that the databases take.</param>
public sealed record DiskRoom(long Free, long Databases)
{
    /// <summary>Below this it is low, however small the databases are.</summary>
    public const long Least = 2L * 1024 * 1024 * 1024;

    /// <summary>A copy of the databases, which a migration or a backup makes, would not fit beside them.</summary>
    public bool IsLow => Free < Math.Max(Least, Databases);
}

/// <summary>Looks at the data folder itself, as its owner.</summary>
public sealed class DataFolderQueries(DataFolder folder)
{
    /// <summary>Null where the system does not tell.</summary>
    public DiskRoom? Room()
    {
        try
        {
            string[] databases = [folder.RegistryDatabase, folder.AuditDatabase, folder.AccountsDatabase, folder.JobsDatabase];
            return new DiskRoom(new DriveInfo(folder.Root).AvailableFreeSpace, databases.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether another account of this machine may look at the data or at a key; null where the system has no such rights, or does not tell.</summary>
    public bool? IsOpenToOthers()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            if (folder.IsOpenToOthers || (File.GetUnixFileMode(folder.Keys) & ~DataFolder.PrivateFolder) != 0)
            {
                return true;
            }

            foreach (var key in Directory.EnumerateFiles(folder.Keys))
            {
                if ((File.GetUnixFileMode(key) & ~DataFolder.PrivateFile) != 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
