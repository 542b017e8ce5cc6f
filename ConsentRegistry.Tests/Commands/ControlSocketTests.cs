using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands;
using ConsentRegistry.Web.Commands.Control;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsentRegistry.Tests.Commands;

public sealed class ControlSocketTests : IAsyncDisposable
{
    private readonly TemporaryDirectory place = new();
    private readonly SomeVerbs verbs = new();
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly FolderOwnership folder;
    private readonly ControlServer owner;

    public ControlSocketTests()
    {
        folder = Own(place.Path);
        owner = StartOwner(folder);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await owner.DisposeAsync();
        folder.Dispose();
        await services.DisposeAsync();
        place.Dispose();
    }

    [Fact]
    public async Task A_verb_sent_to_the_owner_answers_as_if_it_ran_here()
    {
        using var caller = new Caller(directory: "/home/an");

        var exit = await SendAsync(caller, "say", "déjà", "vu", "--file", "list.csv");

        Assert.Equal(0, exit);
        Assert.Equal("déjà vu\nby cli:an file /home/an/list.csv\n", caller.Output);
        Assert.Empty(caller.Error);
    }

    [Fact]
    public async Task Exit_codes_and_refusals_come_back()
    {
        using var found = new Caller();
        using var refused = new Caller();
        using var wrong = new Caller();

        Assert.Equal(1, await SendAsync(found, "say", "a", "--loud"));
        Assert.Equal(1, await SendAsync(refused, "say", "a", "--refuse"));
        Assert.Equal(2, await SendAsync(wrong, "nosuch"));

        Assert.Empty(found.Error);
        Assert.Equal("Refused.\n", refused.Error);
        Assert.StartsWith("Unknown verb \"nosuch\".", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_is_not_asked_to_serve_a_second_time()
    {
        using var caller = new Caller();

        Assert.Equal(1, await SendAsync(caller, "serve"));
        Assert.Equal("The data folder is served already.\n", caller.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task Standard_input_reaches_the_verb_whole(int length)
    {
        var text = new string('é', length);
        using var caller = new Caller(text);

        Assert.Equal(0, await SendAsync(caller, "copy"));
        Assert.Equal(text, caller.Output);
    }

    [Fact]
    public async Task Several_verbs_run_at_once()
    {
        var callers = Enumerable.Range(0, 8).Select(_ => new Caller()).ToList();
        var running = callers.ConvertAll(caller => SendAsync(caller, "wait"));
        for (var each = 0; each < callers.Count; each++)
        {
            await verbs.Wait.Started.WaitAsync(Cancel);
        }

        using var quick = new Caller();
        Assert.Equal(0, await SendAsync(quick, "say", "in between"));
        verbs.Wait.Finish.SetResult();

        Assert.All(await Task.WhenAll(running), exit => Assert.Equal(0, exit));
        Assert.All(callers, caller => Assert.Equal("waited\n", caller.Output));
        callers.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task A_verb_stops_when_its_caller_goes_away()
    {
        using var caller = new Caller();
        using var leave = new CancellationTokenSource();
        var sent = ControlClient.TrySendAsync(folder.Holder, ["wait"], caller.Console, leave.Token);
        await verbs.Wait.Started.WaitAsync(Cancel);

        await leave.CancelAsync();

        await verbs.Wait.Stopped.WaitAsync(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    [Fact]
    public async Task A_verb_stops_when_the_owner_stops_and_the_caller_is_told()
    {
        using var caller = new Caller();
        var sent = SendAsync(caller, "wait");
        await verbs.Wait.Started.WaitAsync(Cancel);

        await owner.DrainAsync(new CancellationToken(canceled: true));

        Assert.Equal(1, await sent);
        Assert.Equal("Stopped before it was done.\nThe process that owns the data folder was stopped.\n", caller.Error);
    }

    [Fact]
    public async Task An_owner_that_has_closed_takes_no_verb_and_lets_the_running_ones_end()
    {
        using var caller = new Caller();
        using var late = new Caller();
        var sent = SendAsync(caller, "wait");
        await verbs.Wait.Started.WaitAsync(Cancel);

        var drained = owner.DrainAsync(Cancel);
        Assert.Null(await SendAsync(late, "say", "late"));
        verbs.Wait.Finish.SetResult();

        await drained;
        Assert.Equal(0, await sent);
    }

    [Fact]
    public async Task An_owner_that_dies_in_the_middle_is_named()
    {
        var dying = new FolderOwnershipHolder(4711, "serve", new TestClock().GetUtcNow(), Path.Combine(place.Path, "dying.sock"));
        using var listener = Listen(dying.Socket);
        using var caller = new Caller();
        var sent = ControlClient.TrySendAsync(dying, ["wait"], caller.Console, Cancel);
        using (var connection = await listener.AcceptAsync(Cancel))
        {
            await connection.SendAsync("{\"kind\":\"Accepted\"}\n"u8.ToArray(), Cancel);
        }

        var told = await Assert.ThrowsAsync<CommandRefusedException>(() => sent);
        Assert.StartsWith("The owner of the data folder (pid 4711, serve, since 2026-03-16 08:00:00 UTC) ended before the verb did.", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_that_hangs_up_before_it_takes_the_verb_may_be_asked_again()
    {
        var ending = folder.Holder with { Socket = Path.Combine(place.Path, "ending.sock") };
        using var listener = Listen(ending.Socket);
        using var caller = new Caller();
        var sent = ControlClient.TrySendAsync(ending, ["wait"], caller.Console, Cancel);
        (await listener.AcceptAsync(Cancel)).Dispose();

        Assert.Null(await sent);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("garbage\n")]
    [InlineData("null\n")]
    [InlineData("[1,2,3]\n")]
    [InlineData("{}\n")]
    [InlineData("{\"protocol\":1,\"args\":null}\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    public async Task Nonsense_is_hung_up_on_and_the_owner_lives_on(string nonsense)
    {
        Assert.Empty(await TalkAsync(nonsense));

        using var caller = new Caller();
        Assert.Equal(0, await SendAsync(caller, "say", "alive"));
    }

    [Fact]
    public async Task A_line_without_end_is_hung_up_on()
    {
        using var connection = await ConnectAsync();
        await using var stream = new NetworkStream(connection);
        var piece = new byte[64 * 1024];

        // It either takes no more, or has closed when we look for an answer.
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (var sent = 0; sent < 64; sent++)
            {
                await stream.WriteAsync(piece, Cancel);
            }
        });
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused_with_a_sentence()
    {
        var request = JsonSerializer.Serialize(new ControlRequest(ControlRequest.CurrentProtocol + 1, ["say", "a"], "/", "cli:an", "", false), JsonSerializerOptions.Web);

        var answer = await TalkAsync(request + "\n");

        Assert.DoesNotContain("Accepted", answer, StringComparison.Ordinal);
        var first = JsonSerializer.Deserialize<ControlFrame>(answer.Split('\n')[0], JsonSerializerOptions.Web)!;
        Assert.Contains("another version", Encoding.UTF8.GetString(first.Data!), StringComparison.Ordinal);
        Assert.Contains("\"exitCode\":1", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owners_account_may_connect()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(DataFolder.PrivateFile, File.GetUnixFileMode(folder.Holder.Socket));
        }
    }

    [Fact]
    public async Task A_folder_with_a_long_path_is_reached_as_well()
    {
        using var deep = Own(Path.Combine(place.Path, new string('d', 120)));
        await using var other = StartOwner(deep);
        using var caller = new Caller();

        Assert.Equal(0, await ControlClient.TrySendAsync(deep.Holder, ["say", "deep"], caller.Console, Cancel));
    }

    private static FolderOwnership Own(string path) =>
        Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(path, "serve", new TestClock())).Ownership;

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return listener;
    }

    private ControlServer StartOwner(FolderOwnership of)
    {
        var server = new ControlServer(of, verbs.Table, services, new TestClock(), NullLogger<ControlServer>.Instance);
        server.Start();
        return server;
    }

    private Task<int?> SendAsync(Caller caller, params string[] args) => ControlClient.TrySendAsync(folder.Holder, args, caller.Console, Cancel);

    private async Task<Socket> ConnectAsync()
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(folder.Holder.Socket), Cancel);
        return connection;
    }

    private async Task<string> TalkAsync(string text)
    {
        using var connection = await ConnectAsync();
        await using var stream = new NetworkStream(connection);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            // Hung up on while something of ours was still unread.
            return "";
        }
    }
}
