using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Overviews;

/// <summary>What the administrator is told of the machine.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public void The_room_on_the_disk_is_told_with_what_the_databases_take()
    {
        var room = registry.Get<DataFolderQueries>().Room()!;

        Assert.True(room.Free > 0);
        Assert.InRange(room.Databases, new FileInfo(Path.Combine(registry.Folder, "registry.db")).Length, DiskRoom.Least);
    }

    [Theory]
    [InlineData(DiskRoom.Least, 0, false)]
    [InlineData(DiskRoom.Least - 1, 0, true)]
    [InlineData(3 * DiskRoom.Least, 3 * DiskRoom.Least, false)]
    [InlineData((3 * DiskRoom.Least) - 1, 3 * DiskRoom.Least, true)]
    public void It_is_low_where_a_copy_of_the_databases_would_not_fit(long free, long databases, bool isLow) => Assert.Equal(isLow, new DiskRoom(free, databases).IsLow);

    [Theory]
    [InlineData(".")]
    [InlineData("keys")]
    [InlineData("keys/data.key")]
    public void Whoever_else_may_look_at_data_or_keys_is_noticed(string path)
    {
        Assert.NotEqual(true, registry.Get<DataFolderQueries>().IsOpenToOthers());
        var opened = Path.Combine(registry.Folder, path);
        Assert.True(Path.Exists(opened), opened);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(opened, File.GetUnixFileMode(opened) | UnixFileMode.GroupRead);

            Assert.True(registry.Get<DataFolderQueries>().IsOpenToOthers());
        }
    }

    [Theory]
    [InlineData("data/journal", "data/copy", 0)]
    [InlineData("data/journal", "data-copy", 1)]
    [InlineData("journal", "copy", 2)]
    public void The_places_of_the_journal_that_would_outlive_the_data_folder_are_counted(string directory, string copy, int outside)
    {
        using var place = new TemporaryDirectory();
        using var journal = OptOutJournal.Open(Path.Combine(place.Path, directory), [Path.Combine(place.Path, copy)]);

        Assert.Equal(outside, new JournalPlaceQueries(journal, new DataFolder(Path.Combine(place.Path, "data"))).OutsideDataFolder());
    }

    [Fact]
    public async Task A_verification_is_remembered_with_what_it_found_over_a_restart()
    {
        Assert.Null(registry.Get<LastVerification>().Find());
        await registry.Get<VerifyRegistry>().ExecuteAsync();
        var first = registry.Clock.Now;
        await registry.ReopenAsync();
        Assert.Equal(new VerificationRecord(first.ToUniversalTime(), 0), registry.Get<LastVerification>().Find());

        await File.WriteAllTextAsync(Path.Combine(registry.Folder, "journal", AnchorFile.FileName), "no anchor\n");
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.Get<VerifyRegistry>().ExecuteAsync();

        var found = registry.Get<LastVerification>().Find()!;
        Assert.Equal((registry.Clock.Now.ToUniversalTime(), 1, false), (found.At, found.Findings, found.IsSound));
    }

    [Fact]
    public async Task A_record_that_does_not_read_is_none_and_what_cannot_be_kept_is_found_all_the_same()
    {
        var path = Path.Combine(registry.Folder, LastVerification.FileName);
        await File.WriteAllTextAsync(path, "{");
        Assert.Null(registry.Get<LastVerification>().Find());

        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.True((await registry.Get<VerifyRegistry>().ExecuteAsync()).IsSound);
        Assert.Null(registry.Get<LastVerification>().Find());
        Assert.True(new DataFolder(registry.Folder).IsOwn(LastVerification.FileName));
    }
}
