namespace ConsentRegistry.Tests.Support;

/// <summary>The source tree that this build came from: the folder of the solution file above the test program.</summary>
internal static class Checkout
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Length == 0 || extensions.Contains(Path.GetExtension(path)))
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "ConsentRegistry.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
                ?? throw new DirectoryNotFoundException("No ConsentRegistry.sln stands above the test program."));
}
