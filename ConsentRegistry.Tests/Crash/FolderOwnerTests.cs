using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Owner;

namespace ConsentRegistry.Tests.Crash;

/// <summary>One owner of a data folder, with real processes.</summary>
public sealed class FolderOwnerTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    private string Folder => Path.Combine(place.Path, "data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_second_server_ends_with_1_and_names_the_first()
    {
        using var first = await RegistryProcess.ServeAsync(place.Path, Cancel);

        var (exit, _, error) = await RegistryProcess.RunAsync(place.Path, Cancel, "serve");

        Assert.Equal(1, exit);
        Assert.StartsWith($"The data folder {Folder} is in use by pid {first.Id}, serve, since ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_sent_through_the_socket_runs_in_the_owner_and_garbage_does_not_end_it()
    {
        using var server = await RegistryProcess.ServeAsync(place.Path, Cancel);
        var holder = Holder();
        using var garbled = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        await garbled.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(holder.Socket), Cancel);
        await garbled.SendAsync("garbage\n"u8.ToArray(), Cancel);
        using var caller = new Caller("""{"kind": "phone", "raw": "0475 12 34 56"}""");

        Assert.Equal(server.Id, holder.Pid);
        Assert.Equal(0, await ControlClient.TrySendAsync(holder, ["normalise", "-"], caller.Console, caller.Patience, Cancel));
        Assert.Equal("{\"exact\":\"+32475123456\",\"valid\":true}\n", caller.Output);
    }

    [Fact]
    public async Task The_folder_of_a_killed_owner_is_taken_over()
    {
        using (var killed = await RegistryProcess.ServeAsync(place.Path, Cancel))
        {
            await killed.KillAsync(Cancel);
            Assert.True(File.Exists(Path.Combine(Folder, "control.sock")));
        }

        using var next = await RegistryProcess.ServeAsync(place.Path, Cancel);

        Assert.Equal(next.Id, Holder().Pid);
    }

    [Fact]
    public async Task Deleting_the_lock_file_lets_no_second_owner_in_and_verbs_still_reach_the_first()
    {
        using var first = await RegistryProcess.ServeAsync(place.Path, Cancel);
        File.Delete(Path.Combine(Folder, FolderOwnership.LockFileName));

        var (exit, _, error) = await RegistryProcess.RunAsync(place.Path, Cancel, "serve");

        Assert.Equal(1, exit);
        Assert.StartsWith($"The data folder {Folder} is in use by a living process whose registry.lock was deleted.", error, StringComparison.Ordinal);
        Assert.Equal(0, (await RegistryProcess.RunAsync(place.Path, Cancel, "optout", "an@voorbeeld.example")).Exit);
        await first.KillAsync(Cancel);
        using var next = await RegistryProcess.ServeAsync(place.Path, Cancel);
        Assert.Equal(next.Id, Holder().Pid);
    }

    [Fact]
    public async Task A_terminated_owner_ends_with_0_and_leaves_no_socket_and_no_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals here");
        using var server = await RegistryProcess.ServeAsync(place.Path, Cancel);

        Assert.Equal(0, await server.TerminateAsync(Cancel));

        Assert.False(File.Exists(Path.Combine(Folder, "control.sock")));
        Assert.Empty(await File.ReadAllTextAsync(Path.Combine(Folder, FolderOwnership.LockFileName), Cancel));
    }

    [Fact]
    public async Task A_data_folder_below_a_file_is_refused_and_the_file_is_left_alone()
    {
        var file = Path.Combine(place.Path, "file");
        await File.WriteAllTextAsync(file, "mine", Cancel);

        var (exit, output, error) = await RegistryProcess.RunAsync(place.Path, Cancel, "serve", "--data", Path.Combine("file", "data"));

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains($"{file} is a file", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task An_unknown_verb_ends_with_2_and_the_usage()
    {
        var (exit, output, error) = await RegistryProcess.RunAsync(place.Path, Cancel, "nosuch");

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("Usage: ", error, StringComparison.Ordinal);
    }

    private FolderOwnershipHolder Holder() =>
        // Another process holds the folder, so reading its lock file in ours drops no lock.
        Assert.IsType<FolderOwnershipClaim.HeldBy>(FolderOwnership.Claim(Folder, "verify", TimeProvider.System)).Holder;
}
