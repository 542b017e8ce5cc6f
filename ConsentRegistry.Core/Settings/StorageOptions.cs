namespace ConsentRegistry.Core.Settings;

/// <summary>Where the registry keeps everything that is its own: section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// The data folder: databases, keys, evidence, outbox, backups. A relative path counts from the directory in which
    /// the program was started, not from where it is installed.
    /// </summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The absolute path of a file or folder inside the data folder; without a name, of the folder itself.</summary>
    public string PathOf(params string[] names) => Path.GetFullPath(Path.Combine([DataDirectory, .. names]));

    /// <summary>
    /// Makes a folder inside the data folder (and the data folder itself) that only its owner may read, and gives its
    /// absolute path. A folder that is there already is left as its owner made it.
    /// </summary>
    /// <exception cref="IOException">The path is a file, the disk is full or read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">The account that runs the program may not write there.</exception>
    public string MakeDirectory(params string[] names)
    {
        var path = PathOf();
        Make(path);
        foreach (var name in names)
        {
            // One level at a time: the system gives the mode to the last folder of a path only.
            path = Path.Combine(path, name);
            Make(path);
        }

        return path;
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
