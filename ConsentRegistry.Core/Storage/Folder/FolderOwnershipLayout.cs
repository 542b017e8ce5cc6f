using System.Globalization;

namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>
/// The layout number of a data folder, in <c>registry.version</c>. It grows when an older program could no longer read the folder, or
/// would overlook something in it that blocks a message; migrations of a database alone do not change it.
/// </summary>
public static class FolderOwnershipLayout
{
    public const string FileName = "registry.version";

    /// <summary>The layout that this program writes and the newest it reads.</summary>
    public const int Current = 1;

    /// <summary>Null when this program may use the folder; a folder without the file is new.</summary>
    internal static FolderOwnershipClaim.Refused? Check(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        if (!int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var layout) || layout == 0)
        {
            return new(FolderOwnershipRefusal.UnreadableLayout,
                $"{file} does not hold a layout number, so it is unknown which version wrote this data folder. Restore that file from a backup, or name another folder with --data.");
        }

        return layout <= Current ? null : new(FolderOwnershipRefusal.NewerLayout,
            $"The data folder {folder} was written by a newer version of this program (layout {layout}, this one knows {Current}). Start that version, or name another folder with --data; nothing was changed.");
    }

    /// <summary>Names the layout of a new folder; the file appears whole or not at all.</summary>
    internal static void Write(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
        {
            return;
        }

        var half = file + ".new";
        try
        {
            using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write))
            {
                stream.Write([(byte)('0' + Current), (byte)'\n']);
                stream.Flush(flushToDisk: true);
            }

            File.Move(half, file, overwrite: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
    }
}
