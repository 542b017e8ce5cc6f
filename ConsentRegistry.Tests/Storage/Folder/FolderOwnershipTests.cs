using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Storage.Folder;

public sealed class FolderOwnershipTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    private string Folder => Path.Combine(place.Path, "data");

    public void Dispose() => place.Dispose();

    [Fact]
    public void A_free_folder_is_made_for_its_owner_alone_and_names_layout_and_owner()
    {
        using var owned = Own(Folder, "import");

        Assert.Equal("1\n", File.ReadAllText(Path.Combine(Folder, FolderOwnershipLayout.FileName)));
        Assert.Equal((Environment.ProcessId, "import"), (owned.Holder.Pid, owned.Holder.Verb));
        Assert.Equal(Path.Combine(Folder, "control.sock"), owned.Holder.Socket);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(DataFolder.PrivateFolder, File.GetUnixFileMode(Folder));
            Assert.Equal(DataFolder.PrivateFile, File.GetUnixFileMode(Path.Combine(Folder, FolderOwnership.LockFileName)));
        }
    }

    [Fact]
    public void A_held_folder_names_its_holder()
    {
        using var owned = Own(Folder, "serve");

        var held = Assert.IsType<FolderOwnershipClaim.HeldBy>(Claim(Folder));

        Assert.Equal(owned.Holder, held.Holder);
        Assert.Equal($"pid {Environment.ProcessId}, serve, since 2026-03-16 08:00:00 UTC", held.Holder.ToString());
    }

    [Fact]
    public void A_folder_is_the_same_by_every_name()
    {
        using var owned = Own(Folder, "serve");
        var link = Path.Combine(place.Path, "link");
        Directory.CreateSymbolicLink(link, Folder);

        Assert.IsType<FolderOwnershipClaim.HeldBy>(Claim(link));
        Assert.IsType<FolderOwnershipClaim.HeldBy>(Claim(Path.Combine(place.Path, ".", "data") + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void A_folder_let_go_can_be_taken_again_and_names_nobody_in_between()
    {
        Own(Folder, "serve").Dispose();

        Assert.Empty(File.ReadAllText(Path.Combine(Folder, FolderOwnership.LockFileName)));
        using var again = Own(Folder, "import");
        Assert.Equal("import", again.Holder.Verb);
    }

    [Fact]
    public void Letting_go_twice_does_not_take_the_folder_from_its_next_owner()
    {
        var first = Own(Folder, "serve");
        first.Dispose();
        using var second = Own(Folder, "import");

        first.Dispose();

        Assert.IsType<FolderOwnershipClaim.HeldBy>(Claim(Folder));
    }

    [Fact]
    public void A_lock_file_without_a_living_owner_is_taken_over()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, FolderOwnership.LockFileName), """{"pid":1,"verb":"serve","startedAt":"2026-01-01T00:00:00Z","socket":"/elsewhere/control.sock"}""");

        using var owned = Own(Folder, "import");

        Assert.Equal(Environment.ProcessId, owned.Holder.Pid);
    }

    [Fact]
    public void A_half_written_lock_file_is_taken_over()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, FolderOwnership.LockFileName), """{"pid":12,"ver""");

        using var owned = Own(Folder, "import");

        Assert.Equal("import", owned.Holder.Verb);
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/deeper/still")]
    public void A_file_in_the_place_of_the_folder_or_above_it_is_refused_and_named(string below)
    {
        File.WriteAllText(Folder, "not a folder");

        var refused = Assert.IsType<FolderOwnershipClaim.Refused>(Claim(Path.Combine(place.Path, below)));

        Assert.Equal(FolderOwnershipRefusal.NotAFolder, refused.Reason);
        Assert.Contains($"{Folder} is a file", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal("not a folder", File.ReadAllText(Folder));
    }

    [Fact]
    public void The_present_layout_is_taken_and_a_newer_one_is_refused_untouched()
    {
        Directory.CreateDirectory(Folder);
        var version = Path.Combine(Folder, FolderOwnershipLayout.FileName);
        File.WriteAllText(version, $"{FolderOwnershipLayout.Current + 1}\n");

        var refused = Assert.IsType<FolderOwnershipClaim.Refused>(Claim(Folder));

        Assert.Equal(FolderOwnershipRefusal.NewerLayout, refused.Reason);
        Assert.Equal([version], Directory.GetFileSystemEntries(Folder));
        File.WriteAllText(version, $"{FolderOwnershipLayout.Current}\n");
        Own(Folder, "serve").Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("one")]
    public void A_layout_that_says_nothing_is_refused(string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, FolderOwnershipLayout.FileName), text);

        Assert.Equal(FolderOwnershipRefusal.UnreadableLayout, Assert.IsType<FolderOwnershipClaim.Refused>(Claim(Folder)).Reason);
    }

    [Fact]
    public void A_folder_that_nobody_may_write_in_is_refused_and_not_made()
    {
        // The kernel's own file system refuses even the system's administrator, so that this holds for whoever runs the test.
        Assert.SkipUnless(Directory.Exists("/proc/sys/kernel"), "no /proc/sys here");

        var refused = Assert.IsType<FolderOwnershipClaim.Refused>(Claim("/proc/sys/kernel"));

        Assert.Contains(refused.Reason, new[] { FolderOwnershipRefusal.NotWritable, FolderOwnershipRefusal.Unusable });
    }

    [Fact]
    public void A_path_too_long_for_a_socket_gets_one_in_a_private_folder_that_goes_with_the_owner()
    {
        var deep = Path.Combine(place.Path, new string('d', 100));
        var owned = Own(deep, "serve");
        var socketFolder = Path.GetDirectoryName(owned.Holder.Socket)!;

        Assert.True(owned.Holder.Socket.Length <= 100);
        Assert.NotEqual(deep, socketFolder);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(DataFolder.PrivateFolder, File.GetUnixFileMode(socketFolder));
        }

        owned.Dispose();
        Assert.False(Directory.Exists(socketFolder));
    }

    private static FolderOwnershipClaim Claim(string folder) => FolderOwnership.Claim(folder, "verify", new TestClock());

    private static FolderOwnership Own(string folder, string verb) =>
        Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(folder, verb, new TestClock())).Ownership;
}
