namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>Where everything that the registry keeps stands on disk (DESIGN 4, "One owner").</summary>
public sealed class DataFolder
{
    /// <summary>Private to the account that runs the registry.</summary>
    public const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Readable and writable by the account that runs the registry, nobody else.</summary>
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // An engine keeps further files under the same names: registry.db-wal, registry.lock, registry.version.
    private static readonly string[] OwnFiles = ["registry.", "audit.db", "accounts.db", "jobs.db", FolderOwnershipSocket.FileName, "anchors.jsonl"];

    public DataFolder(string root) => Root = Path.GetFullPath(root);

    /// <summary>The absolute path of the folder.</summary>
    public string Root { get; }

    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Messages of campaigns, one <c>.eml</c> each, when no mail server is set.</summary>
    public string Outbox => Path.Combine(Root, "outbox");

    /// <summary>The default place of the opt-out journal; a different disk is better (<c>Journal:Directory</c>).</summary>
    public string Journal => Path.Combine(Root, "journal");

    /// <summary>Encrypted copies of uploaded files while an import is open.</summary>
    public string Spool => Path.Combine(Root, "spool");

    public string RegistryDatabase => Path.Combine(Root, "registry.db");

    public string AuditDatabase => Path.Combine(Root, "audit.db");

    public string AccountsDatabase => Path.Combine(Root, "accounts.db");

    public string JobsDatabase => Path.Combine(Root, "jobs.db");

    /// <summary>Whether everybody in here is invented: the verb <c>demo</c> filled the folder. No mail leaves such a folder, and the way in is no secret.</summary>
    public bool IsDemo => File.Exists(DemoMark);

    private string DemoMark => Path.Combine(Root, "registry.demo");

    /// <summary>Whether another account of this machine may look into the folder; false where the system has no such rights.</summary>
    public bool IsOpenToOthers => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Root) & ~PrivateFolder) != 0;

    /// <summary>Whether a registry stands here, or as much of one as a first start left that was killed half-way; also true where this cannot be seen.</summary>
    public bool HoldsRegistry
    {
        get
        {
            try
            {
                return Directory.EnumerateFileSystemEntries(Root).Any(entry => IsOwn(Path.GetFileName(entry)));
            }
            catch (DirectoryNotFoundException)
            {
                return false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return true;
            }
        }
    }

    /// <summary>Whether a path below the folder, relative to it, is a file of the registry: a database or what stands beside one, a lock, a key, a journal.</summary>
    public bool IsOwn(string relative)
    {
        var parts = relative.Split(Path.DirectorySeparatorChar);
        return parts is [var file]
            ? Array.Exists(OwnFiles, name => file.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            : new[] { Keys, Journal, Spool, Outbox }.Any(own => Path.GetFileName(own).Equals(parts[0], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Makes a folder that only this account may enter; does nothing where it stands.</summary>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, PrivateFolder);
        }
    }

    /// <summary>Says of the folder that everybody in it is invented, for good: what is put into it later cannot be told apart.</summary>
    public void MarkAsDemo()
    {
        if (IsDemo)
        {
            return;
        }

        using var mark = new StreamWriter(MakePrivate(DemoMark));
        mark.WriteLine("Filled by the verb demo: everybody in this folder is invented, and no mail leaves it.");
    }

    /// <summary>
    /// Makes the databases as empty files that only this account may read, and takes a wider right away from those that stand: the
    /// engine would make them, and the files beside them, as everybody may read them.
    /// </summary>
    public void MakeDatabasesPrivate()
    {
        // A folder that stands in the place of one is not for this to judge: whoever opens the database says so, or does without it.
        foreach (var path in new[] { RegistryDatabase, AuditDatabase, AccountsDatabase, JobsDatabase }.Where(path => !Directory.Exists(path)))
        {
            // An existing database is never opened here: closing it again would drop the engine's locks on it.
            if (!File.Exists(path))
            {
                MakePrivate(path).Dispose();
            }
            else if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, PrivateFile);
            }
        }
    }

    private static FileStream MakePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile;
        }

        return new FileStream(path, options);
    }
}
