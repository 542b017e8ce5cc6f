using ConsentRegistry.Core.Persistence;

namespace ConsentRegistry.Web.Commands;

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
    /// <exception cref="CommandRefusedException">The file cannot be written.</exception>
    public static async Task<T> WriteAsync<T>(CommandContext context, string path, Func<Stream, Task<T>> write, string? kept = null)
    {
        // The device of that name would be the owner's, not the caller's.
        if (path is CommandInputs.StandardInput or StandardOutput)
        {
            return await WriteThroughAsync(context.TakeOutput(), write, problem => Refused("Standard output", problem, kept));
        }

        var target = Resolved(path);
        if (IsWrittenInPlace(target))
        {
            await using var device = Opened(path, target, FileMode.Open);
            return await WriteThroughAsync(device, write, problem => Refused(path, problem, kept));
        }

        var half = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        var file = Opened(path, half, FileMode.CreateNew);
        try
        {
            T result;
            await using (file)
            {
                result = await WriteThroughAsync(file, write, problem => Refused(path, problem, kept));
            }

            Move(half, target, problem => Refused(path, problem, kept));
            return result;
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>Makes sure that no file is read and written at once, under whatever name.</summary>
    /// <exception cref="CommandUsageException">Two of the names stand for one file.</exception>
    public static void RequireDistinct(string input, IReadOnlyList<string> outputs)
    {
        var files = outputs.Prepend(input).Select(Resolved).ToList();
        if (files.Distinct().Count() < files.Count)
        {
            throw new CommandUsageException("The file that is read and those that are written must be different files.");
        }
    }

    /// <summary>The file that a name stands for in the end: comparing and writing go by it, so that a link stays a link.</summary>
    private static string Resolved(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static async Task<T> WriteThroughAsync<T>(Stream target, Func<Stream, Task<T>> write, Func<Exception, CommandRefusedException> refused)
    {
        // Never disposed: after a failure it would try once more, and what it throws then would hide the refusal.
        var stream = new RefusingStream(new BufferedStream(target, BufferSize), refused);
        var result = await write(stream);
        // What waits in the buffer may find the disk full; that must be known before the file gets its name.
        await stream.FlushAsync();
        return result;
    }

    /// <summary>Devices, pipes and the like have no whole or half. Whoever may not write a file may not replace it either.</summary>
    /// <exception cref="CommandRefusedException">It is there and cannot be written.</exception>
    private static bool IsWrittenInPlace(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandRefusedException($"{path} cannot be written: it is a folder.");
        }

        if (!File.Exists(path))
        {
            return false;
        }

        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return true;
        }

        using var there = Opened(path, path, FileMode.Open);
        return !there.CanSeek;
    }

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

    private static void Move(string half, string target, Func<Exception, CommandRefusedException> refused)
    {
        try
        {
            File.Move(half, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw refused(e);
        }
    }

    private static CommandRefusedException Refused(string shown, Exception problem, string? kept) => new(
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
