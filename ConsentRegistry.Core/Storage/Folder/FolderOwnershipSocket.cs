using System.Text;

namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>Where the owner of a data folder listens.</summary>
internal static class FolderOwnershipSocket
{
    public const string FileName = "control.sock";

    // The address of a Unix socket holds 108 bytes on Linux, 104 elsewhere, its final zero among them.
    private const int LongestPath = 100;
    private const string PrivateFolderPrefix = "consent-registry-";

    /// <summary>In the data folder, or in a new folder of its own below the temporary directory when that path is too long for a socket.</summary>
    public static string Choose(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return Encoding.UTF8.GetByteCount(path) <= LongestPath
            ? path
            : Path.Combine(Directory.CreateTempSubdirectory(PrivateFolderPrefix).FullName, FileName);
    }

    /// <summary>Removes the socket of an owner that is no more, and the folder that was made for it alone.</summary>
    public static void Remove(string folder, string socket)
    {
        var place = Path.GetDirectoryName(socket);
        var own = place == folder;
        // The path was read from a file: only what Choose can have made is touched.
        var apart = !own && Path.GetFileName(place)?.StartsWith(PrivateFolderPrefix, StringComparison.Ordinal) == true;
        if (Path.GetFileName(socket) != FileName || !(own || apart))
        {
            return;
        }

        try
        {
            File.Delete(socket);
            if (apart && Directory.Exists(place))
            {
                Directory.Delete(place!);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left-overs are a matter of tidiness; the next owner binds its own path.
        }
    }
}
