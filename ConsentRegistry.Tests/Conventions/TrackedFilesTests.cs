using System.Diagnostics;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>What leaves with a clone speaks of the product, not of the place where it was written.</summary>
public sealed class TrackedFilesTests
{
    // In pieces, so that this file does not find itself.
    private static readonly string[] Banned =
        ["/wo" + "rk/", "nuget" + ".org", "/ro" + "ot/", "Cla" + "ude", "Anthro" + "pic", "Chat" + "GPT", "Copi" + "lot"];

    [Fact]
    public async Task No_tracked_file_names_a_machine_a_package_host_or_a_tool()
    {
        var found = new List<string>();
        foreach (var file in await TrackedAsync())
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            found.AddRange(Banned
                .Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
                .Select(word => $"{Path.GetRelativePath(Checkout.Root, file)}: {word}"));
        }

        Assert.Empty(found);
    }

    private static async Task<IEnumerable<string>> TrackedAsync()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(Checkout.Root, ".git")), "This is no git checkout.");
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
        })!;
        var names = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        return names.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => Path.GetExtension(name) is not (".png" or ".csv"))
            .Select(name => Path.Combine(Checkout.Root, name))
            .Where(File.Exists);
    }
}
