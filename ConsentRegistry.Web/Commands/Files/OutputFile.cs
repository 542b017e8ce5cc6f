using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Files;

/// <summary>
/// A file that a verb writes. It appears whole or not at all, for nobody but the account that runs this process: it may hold addresses.
/// Devices and pipes are written as they stand; <c>-</c> is the caller's standard output.
/// </summary>
internal static class OutputFile
{
    private const string StandardOutput = "/dev/stdout";
    private const int BufferSize = 64 * 1024;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Absolute, or <c>-</c>; a file that stands there is replaced.</param>
    /// <param name="write">Writes the content; when it throws, what stood there before stays.</param>
    /// <param name="kept">What the reader of a refusal in the middle should know is done all the same; null for nothing.</param>
    /// <exception cref="VerbRefusedException">The file cannot be written.</exception>
    public static async Task<T> WriteAsync<T>(VerbContext context, string path, Func<Stream, Task<T>> write, string? kept = null)
    {
        if (IsStandardOutput(path))
        {
            return await WriteThroughAsync(context.TakeOutput(), write, problem => Refused("Standard output", problem, kept));
        }

        var target = NamedFile.ToWrite(context, path);
        if (OpenedInPlace(path, target) is { } inPlace)
        {
            await using (inPlace)
            {
                return await WriteThroughAsync(inPlace, write, problem => Refused(path, problem, kept));
            }
        }

        var half = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        var file = Opened(path, half, FileMode.CreateNew);
        try
        {
            T result;
            await using (file)
            {
                result = await WriteThroughAsync(file, write, problem => Refused(path, problem, kept));
                // A power loss after the rename must not leave the name with a half behind it.
                Attempt(() => file.Flush(flushToDisk: true), problem => Refused(path, problem, kept));
            }

            Attempt(() => File.Move(half, target, overwrite: true), problem => Refused(path, problem, kept));
            return result;
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>Makes sure that no file is read and written at once, under whatever name.</summary>
    /// <exception cref="VerbUsageException">Two of the names stand for one file.</exception>
    public static void RequireDistinct(string input, IReadOnlyList<string> outputs)
    {
        var files = outputs.Select(path => IsStandardOutput(path) ? VerbInputs.StandardInput : path).Prepend(input)
            .Select(path => path == VerbInputs.StandardInput ? path : NamedFile.RealPathOf(path)).ToList();
        if (files.Distinct().Count() < files.Count)
        {
            throw new VerbUsageException("The file that is read and those that are written must be different files.");
        }
    }

    // The device of that name would be the owner's, not the caller's.
    private static bool IsStandardOutput(string path) => path is VerbInputs.StandardInput or StandardOutput;

    private static async Task<T> WriteThroughAsync<T>(Stream target, Func<Stream, Task<T>> write, Func<Exception, VerbRefusedException> refused)
    {
        // Never disposed: after a failure it would try once more, and what it throws then would hide the refusal.
        var stream = new RefusingStream(new BufferedStream(target, BufferSize), refused);
        var result = await write(stream);
        // What waits in the buffer may find the disk full; that must be known before the file gets its name.
        await stream.FlushAsync();
        return result;
    }

    /// <summary>Devices, pipes and the like, which have no whole or half; null for a file and for what is not there.</summary>
    /// <exception cref="VerbRefusedException">It is there and cannot be written: who may not write a file may not replace it either.</exception>
    private static FileStream? OpenedInPlace(string shown, string path)
    {
        if (Directory.Exists(path))
        {
            throw new VerbRefusedException($"{shown} cannot be written: it is a folder.");
        }

        if (!File.Exists(path))
        {
            return null;
        }

        // Opened once: whoever reads a pipe takes the first close for its end.
        var there = Opened(shown, path, FileMode.Open);
        if (!there.CanSeek || IsDevice(path))
        {
            return there;
        }

        there.Dispose();
        return null;
    }

    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static FileStream Opened(string shown, string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused(shown, e, null);
        }
    }

    private static void Attempt(Action step, Func<Exception, VerbRefusedException> refused)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw refused(e);
        }
    }

    private static VerbRefusedException Refused(string shown, Exception problem, string? kept) => new(
        $"{shown} cannot be written: {Reason(problem)}{(kept is null ? "" : " " + kept)}");

    private static string Reason(Exception problem) => problem switch
    {
        DirectoryNotFoundException => "there is no such folder.",
        UnauthorizedAccessException => "this account may not write there.",
        PathTooLongException => "the name is too long.",
        _ when FolderOwnershipRefusals.IsDiskFull(problem) => "there is no space left on the disk.",
        _ => problem.Message,
    };
}
