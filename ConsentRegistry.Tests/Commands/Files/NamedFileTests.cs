using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Files;
using ConsentRegistry.Web.Commands.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Commands.Files;

/// <summary>Which file a name stands for, asked without opening any.</summary>
public sealed class NamedFileTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData("/dev/fd/63")]
    [InlineData("/dev/fd")]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/stderr")]
    [InlineData("/dev/tty")]
    [InlineData("/proc/self/fd/1")]
    [InlineData("/proc/1/fd/1")]
    public void What_is_another_file_for_each_process_is_neither_read_nor_written(string path)
    {
        Assert.Contains("or write - for standard input.", Assert.Throws<VerbRefusedException>(() => NamedFile.ToRead(Context(), path)).Message, StringComparison.Ordinal);
        Assert.Contains("or write - for standard output.", Assert.Throws<VerbRefusedException>(() => NamedFile.ToWrite(Context(), path)).Message, StringComparison.Ordinal);
        File.CreateSymbolicLink(In("link"), path);
        Assert.StartsWith(In("link"), Assert.Throws<VerbRefusedException>(() => NamedFile.ToWrite(Context(), In("link"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/full")]
    [InlineData("/dev/fdd")]
    [InlineData("/process/list.csv")]
    public void Devices_and_names_that_only_begin_alike_are_what_they_are(string path) => Assert.Equal(path, NamedFile.ToWrite(Context(), path));

    [Theory]
    [InlineData("data/registry.db")]
    [InlineData("data/registry.db-wal")]
    [InlineData("data/accounts.db")]
    [InlineData("data/anchors.jsonl")]
    [InlineData("data/journal/new.jsonl")]
    [InlineData("safe/opt-outs.jsonl")]
    [InlineData("copy/opt-outs.jsonl")]
    [InlineData("linked/keys/suppression-1.key")]
    public void A_file_of_the_registry_is_neither_read_nor_written_under_whatever_name(string path)
    {
        Directory.CreateDirectory(In("real/data"));
        Directory.CreateSymbolicLink(In("data"), "real/data");
        Directory.CreateSymbolicLink(In("linked"), In("data"));

        Assert.Contains("it is a file of the registry itself", Assert.Throws<VerbRefusedException>(() => NamedFile.ToRead(Context(), In(path))).Message, StringComparison.Ordinal);
        Assert.Contains("it is a file of the registry itself", Assert.Throws<VerbRefusedException>(() => NamedFile.ToWrite(Context(), In(path))).Message, StringComparison.Ordinal);
        Assert.Equal(In("real/data/list.csv"), NamedFile.ToRead(Context(), In("data/list.csv")));
        Assert.Equal(In("real/data-of-mine.csv"), NamedFile.ToWrite(Context(), In("real/data-of-mine.csv")));
    }

    [Fact]
    public void Links_are_followed_in_every_part_and_a_circle_has_an_end()
    {
        Directory.CreateDirectory(In("a/b"));
        Directory.CreateSymbolicLink(In("short"), "a/b");
        File.CreateSymbolicLink(In("a/b/up.csv"), "../../list.csv");
        File.CreateSymbolicLink(In("circle"), "circle");

        Assert.Equal(In("list.csv"), NamedFile.RealPathOf(In("short/up.csv")));
        Assert.Equal(In("a/b/nosuch/c.csv"), NamedFile.RealPathOf(In("short/nosuch/c.csv")));
        Assert.Equal(In("circle"), NamedFile.RealPathOf(In("circle")));
    }

    // The folder for temporary files may itself be reached by a link.
    private string In(string path) => Path.Combine(NamedFile.RealPathOf(place.Path), path);

    private VerbContext Context()
    {
        var services = new ServiceCollection().AddSingleton(new DataFolder(Path.Combine(place.Path, "data")))
            .AddSingleton(new RegistryOptions { DataDirectory = Path.Combine(place.Path, "data"), JournalDirectory = Path.Combine(place.Path, "safe"), JournalCopies = [Path.Combine(place.Path, "copy")] })
            .BuildServiceProvider();
        using var caller = new Caller();
        return new VerbContext(new CommandLineReader(VerbTable.All, place.Path).Read(["verify"]), caller.Console, services, TestContext.Current.CancellationToken);
    }
}
