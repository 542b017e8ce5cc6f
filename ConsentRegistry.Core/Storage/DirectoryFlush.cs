using System.Runtime.InteropServices;

namespace ConsentRegistry.Core.Storage;

/// <summary>Flushes the names in a folder to disk, without which a power loss can undo a rename. The framework offers no call for it.</summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <summary>Whether the names are safe. On Windows the file system keeps its own journal of names and there is nothing to do.</summary>
    public static bool TryFlush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
        {
            return false;
        }

        var flushed = Flush(descriptor) == 0;
        _ = Close(descriptor);
        return flushed;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
