using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Ledger;

/// <summary>
/// <c>commits.mark</c> beside the opt-out journal: how many transactions the registry has committed. A database that counts fewer is an older one, whatever happened since
/// it was copied.
/// </summary>
/// <remarks>Written after each commit and not flushed: a kill leaves it as it is, a power failure may leave an older number. Too low a number is harmless, too high there is none.</remarks>
/// <param name="folder">That of the opt-out journal.</param>
public sealed class CommitMark(string folder) : IDisposable
{
    public const string FileName = "commits.mark";

    private const int Digits = 19;

    private FileStream? file;
    private long? commits;

    /// <summary>The highest number that was ever committed here; 0 where the file says nothing.</summary>
    public long Commits => commits ??= Read();

    /// <summary>Goes up only: an older database must not take away what tells that it is one.</summary>
    internal void Raise(long to)
    {
        if (to <= Commits)
        {
            return;
        }

        try
        {
            file ??= Open();
            RandomAccess.Write(file.SafeFileHandle, Encoding.ASCII.GetBytes(to.ToString("D" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + "\n"), 0);
            commits = to;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What is committed is committed; the next commit tries again.
        }
    }

    public void Dispose() => file?.Dispose();

    private long Read()
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && long.TryParse(File.ReadAllText(path).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private FileStream Open()
    {
        DataFolder.CreatePrivate(folder);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        return new FileStream(Path.Combine(folder, FileName), options);
    }
}
