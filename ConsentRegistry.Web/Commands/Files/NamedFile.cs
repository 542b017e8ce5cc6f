using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Files;

/// <summary>
/// The file that a name on a command line stands for in the end. The owner of the data folder opens it, which may be another process than the
/// caller's: what each process knows by the same name, and the registry's own files, are refused.
/// </summary>
internal static class NamedFile
{
    // Where the system gives up as well: it is a circle then.
    private const int MostLinks = 40;

    // Open files and the terminal of whichever process looks.
    private static readonly string[] OfEachProcess = ["/proc", "/dev/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/tty"];

    /// <summary>The real path of a file that the caller wants read.</summary>
    /// <exception cref="VerbRefusedException">No verb reads it.</exception>
    public static string ToRead(VerbContext context, string path) => Checked(context, path, "read", "input");

    /// <summary>The real path of a file that the caller wants written, whether it exists or not.</summary>
    /// <exception cref="VerbRefusedException">No verb writes it.</exception>
    public static string ToWrite(VerbContext context, string path) => Checked(context, path, "written", "output");

    /// <summary>An absolute path without links in any of its parts; parts that do not exist stay. What is another file for each process is not followed.</summary>
    public static string RealPathOf(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var rest = new Stack<string>();
        PushParts(rest, path[real.Length..]);
        for (var links = 0; rest.TryPop(out var part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            real = Path.Combine(real, part);
            if (IsOfEachProcess(real))
            {
                return Path.Combine([real, .. rest]);
            }

            if (links < MostLinks && new FileInfo(real).LinkTarget is { } target)
            {
                links++;
                real = Path.GetPathRoot(target) is { Length: > 0 } root ? root : Path.GetDirectoryName(real)!;
                PushParts(rest, target[Path.GetPathRoot(target)!.Length..]);
            }
        }

        return real;
    }

    private static string Checked(VerbContext context, string path, string done, string stream)
    {
        var real = RealPathOf(path);
        if (IsOfEachProcess(real))
        {
            throw new VerbRefusedException(
                $"{path} cannot be {done}: to the process that runs the verb it may be something else. Name a file, or write - for standard {stream}.");
        }

        // To open a file of the registry once more would drop the locks on it when it is closed, and a key must not become anybody's evidence.
        return IsOfData(context, real) || IsOfJournal(context, real)
            ? throw new VerbRefusedException($"{path} cannot be {done}: it is a file of the registry itself.")
            : real;
    }

    private static bool IsOfData(VerbContext context, string real) =>
        context.Services.GetService<DataFolder>() is { } folder && RealPathOf(folder.Root) is var root && IsBelow(root, real) && folder.IsOwn(real[(root.Length + 1)..]);

    private static bool IsOfJournal(VerbContext context, string real) =>
        context.Services.GetService<RegistryOptions>() is { } options
        && options.JournalCopies.Append(options.JournalDirectory).OfType<string>().Any(directory => IsBelow(RealPathOf(Path.GetFullPath(directory)), real));

    private static bool IsOfEachProcess(string real) => Array.Exists(OfEachProcess, name => real == name || IsBelow(name, real));

    private static bool IsBelow(string folder, string path) =>
        path.StartsWith(folder + Path.DirectorySeparatorChar, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static void PushParts(Stack<string> rest, string path)
    {
        foreach (var part in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            if (part != ".")
            {
                rest.Push(part);
            }
        }
    }
}
