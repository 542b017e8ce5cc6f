using System.Runtime.InteropServices;

namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>
/// An exclusive lock on a folder itself, which nobody can take away by deleting a file in it; the system drops it when the process dies. The framework opens no folders.
/// On Windows, where a file that is open cannot be deleted, the lock file suffices.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int ReadOnly = 0;
    private const int CloseInChildren = 0x80000;
    private const int ExclusiveWithoutWaiting = 2 | 4;
    private const int HeldByAnother = 11;

    private readonly int descriptor;

    private FolderLock(int descriptor) => this.descriptor = descriptor;

    /// <summary>Takes the lock; null where another process holds it.</summary>
    /// <exception cref="IOException">The file system has no such locks.</exception>
    public static FolderLock? TryTake(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return new FolderLock(-1);
        }

        var descriptor = Open(folder, ReadOnly | CloseInChildren);
        if (descriptor < 0)
        {
            throw new IOException($"The folder cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        if (Lock(descriptor, ExclusiveWithoutWaiting) == 0)
        {
            return new FolderLock(descriptor);
        }

        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        return error == HeldByAnother ? null : throw new IOException($"The folder cannot be locked (error {error}): the registry needs a local file system.");
    }

    public void Dispose()
    {
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
