namespace ConsentRegistry.Core.Persistence;

/// <summary>Where everything that the registry keeps stands on disk (DESIGN 4, "One owner"). Makes nothing by itself.</summary>
public sealed class DataFolder
{
    /// <summary>Private to the account that runs the registry.</summary>
    public const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Readable and writable by the account that runs the registry, nobody else.</summary>
    public const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
}
