using System.Text.Json;

namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>
/// The one process that may open the databases of a data folder: while this object lives it holds an operating-system lock on
/// <c>registry.lock</c>, and others read in that file who holds it and where it listens.
/// </summary>
/// <remarks>
/// The lock is a record lock, which the system drops when the process dies, however it dies; so a lock file of a killed owner needs no
/// clean-up and a process id that was given out again deceives nobody. Two properties of record locks shape this class: a process never
/// excludes itself (hence <see cref="OwnedHere"/>), and closing <em>any</em> handle of the file drops the lock. No other code of this
/// process may open <c>registry.lock</c>. The locked byte lies behind the text, so that reading stays possible where locks are mandatory.
/// Whoever deletes the file lets two processes lock two files of the same name; so the owner holds a lock on the folder itself too
/// (<see cref="FolderLock"/>), by which the second finds out.
/// </remarks>
public sealed class FolderOwnership : IDisposable
{
    public const string LockFileName = "registry.lock";

    private const long LockedByte = 1L << 40;

    private static readonly Dictionary<string, FolderOwnershipHolder> OwnedHere = new(StringComparer.Ordinal);
    private static readonly Lock OwnedHereGate = new();

    private readonly FileStream lockFile;
    private readonly FolderLock folderLock;
    private bool released;

    private FolderOwnership(string folder, FileStream lockFile, FolderLock folderLock, FolderOwnershipHolder holder)
    {
        Folder = folder;
        this.lockFile = lockFile;
        this.folderLock = folderLock;
        Holder = holder;
    }

    /// <summary>Absolute path of the owned folder.</summary>
    public string Folder { get; }

    /// <summary>What the lock file says of this process, with the control socket on which it listens.</summary>
    public FolderOwnershipHolder Holder { get; }

    /// <summary>Takes the folder for this process; makes it (for its owner's eyes only) where there is none.</summary>
    /// <param name="folder">Path of the data folder; a relative one counts from the current directory.</param>
    /// <param name="verb">What this process does with the folder, shown to those who find it taken.</param>
    /// <param name="time">The clock that says since when.</param>
    /// <returns>The ownership, the living holder, or why the folder cannot be used. A refusal leaves the folder as it was.</returns>
    public static FolderOwnershipClaim Claim(string folder, string verb, TimeProvider time)
    {
        var path = RealPath(folder);
        var isNew = false;
        try
        {
            if (FolderOwnershipLayout.Check(path) is { } refusal)
            {
                return refusal;
            }

            isNew = !Directory.Exists(path);
            DataFolder.CreatePrivate(path);
            lock (OwnedHereGate)
            {
                return Lock(path, verb, time);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isNew)
            {
                RemoveNew(path);
            }

            return FolderOwnershipRefusals.Of(path, e);
        }
    }

    public void Dispose()
    {
        lock (OwnedHereGate)
        {
            if (released)
            {
                return;
            }

            released = true;
            FolderOwnershipSocket.Remove(Folder, Holder.Socket);
            // Emptied before it is let go, so that nobody reads the name of an owner that is no more.
            lockFile.SetLength(0);
            // First, so that whoever gets the file finds the folder free.
            folderLock.Dispose();
            lockFile.Dispose();
            OwnedHere.Remove(Folder);
        }
    }

    private static FolderOwnershipClaim Lock(string path, string verb, TimeProvider time)
    {
        if (OwnedHere.TryGetValue(path, out var here))
        {
            return new FolderOwnershipClaim.HeldBy(here);
        }

        var file = OpenLockFile(path);
        FolderLock? folderLock = null;
        try
        {
            if (!TryLock(file))
            {
                var living = ReadHolder(file);
                file.Dispose();
                return new FolderOwnershipClaim.HeldBy(living);
            }

            folderLock = FolderLock.TryTake(path);
            if (folderLock is null)
            {
                file.Dispose();
                return new FolderOwnershipClaim.HeldBy(FolderOwnershipHolder.WithoutFile(Path.Combine(path, FolderOwnershipSocket.FileName)));
            }

            if (ReadHolder(file) is { Pid: not 0 } killed)
            {
                FolderOwnershipSocket.Remove(path, killed.Socket);
            }

            // Asked again under the lock: the folder may have been moved to a newer layout while we stood before it.
            if (FolderOwnershipLayout.Check(path) is { } refusal)
            {
                folderLock.Dispose();
                file.Dispose();
                return refusal;
            }

            FolderOwnershipLayout.Write(path);
            var holder = new FolderOwnershipHolder(Environment.ProcessId, verb, time.GetUtcNow(), FolderOwnershipSocket.Choose(path));
            WriteHolder(file, holder);
            OwnedHere[path] = holder;
            return new FolderOwnershipClaim.Owned(new FolderOwnership(path, file, folderLock, holder));
        }
        catch
        {
            folderLock?.Dispose();
            file.Dispose();
            throw;
        }
    }

    private static FileStream OpenLockFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        return new FileStream(Path.Combine(path, LockFileName), options);
    }

    private static bool TryLock(FileStream file)
    {
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS())
        {
            throw new PlatformNotSupportedException("The data folder needs record locks: run the registry on Linux or Windows.");
        }

        try
        {
            file.Lock(LockedByte, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static FolderOwnershipHolder ReadHolder(FileStream file)
    {
        try
        {
            file.Position = 0;
            return JsonSerializer.Deserialize<FolderOwnershipHolder>(file, JsonSerializerOptions.Web) ?? FolderOwnershipHolder.Unknown;
        }
        catch (JsonException)
        {
            // Empty or half written: its holder is just starting or just ending.
            return FolderOwnershipHolder.Unknown;
        }
    }

    private static void WriteHolder(FileStream file, FolderOwnershipHolder holder)
    {
        file.Position = 0;
        file.SetLength(0);
        file.Write(JsonSerializer.SerializeToUtf8Bytes(holder, JsonSerializerOptions.Web));
    }

    private static void RemoveNew(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What could not be made cannot always be removed either; the refusal itself is what matters to the reader.
        }
    }

    private static string RealPath(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        try
        {
            return Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
