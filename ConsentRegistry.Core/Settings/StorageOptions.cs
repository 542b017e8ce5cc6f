namespace ConsentRegistry.Core.Settings;

/// <summary>Where the registry keeps everything that is its own: section <c>Storage</c> of the configuration.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// The data folder: databases, keys, evidence, outbox, backups. A relative path counts from the directory in which
    /// the program was started, not from where it is installed.
    /// </summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The absolute path of a file or folder inside the data folder; without a name, of the folder itself.</summary>
    public string PathOf(params string[] names) => Path.GetFullPath(Path.Combine([DataDirectory, .. names]));
}
