using System.Net.Sockets;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Owner;

namespace ConsentRegistry.Tests.Commands.Owner;

public sealed class ControlSocketTests : ControlScene
{
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
            await Verbs.Wait.Started.WaitAsync(Cancel);
        }

        using var quick = new Caller();
        Assert.Equal(0, await SendAsync(quick, "say", "in between"));
        Verbs.Wait.Finish.SetResult();

        Assert.All(await Task.WhenAll(running), exit => Assert.Equal(0, exit));
        Assert.All(callers, caller => Assert.Equal("waited\n", caller.Output));
        callers.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task A_verb_stops_when_its_caller_goes_away()
    {
        using var caller = new Caller();
        using var leave = new CancellationTokenSource();
        var sent = ControlClient.TrySendAsync(Folder.Holder, ["wait"], caller.Console, caller.Patience, leave.Token);
        await Verbs.Wait.Started.WaitAsync(Cancel);

        await leave.CancelAsync();

        await Verbs.Wait.Stopped.WaitAsync(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
    }

    [Fact]
    public async Task A_verb_stops_when_the_owner_stops_and_the_caller_is_told()
    {
        using var caller = new Caller();
        var sent = SendAsync(caller, "wait");
        await Verbs.Wait.Started.WaitAsync(Cancel);

        await Owner.DrainAsync(new CancellationToken(canceled: true));

        Assert.Equal(1, await sent);
        Assert.Equal("Stopped before it was done.\nThe process that owns the data folder was stopped.\n", caller.Error);
    }

    [Fact]
    public async Task An_owner_that_has_closed_takes_no_verb_and_lets_the_running_ones_end()
    {
        using var caller = new Caller();
        using var late = new Caller();
        var sent = SendAsync(caller, "wait");
        await Verbs.Wait.Started.WaitAsync(Cancel);

        var drained = Owner.DrainAsync(Cancel);
        Assert.Null(await SendAsync(late, "say", "late"));
        Verbs.Wait.Finish.SetResult();

        await drained;
        Assert.Equal(0, await sent);
    }

    [Fact]
    public async Task An_owner_that_dies_in_the_middle_is_named()
    {
        var dying = new FolderOwnershipHolder(4711, "serve", new TestClock().GetUtcNow(), Path.Combine(Place.Path, "dying.sock"));
        using var listener = Listen(dying.Socket);
        using var caller = new Caller();
        var sent = ControlClient.TrySendAsync(dying, ["wait"], caller.Console, caller.Patience, Cancel);
        using (var connection = await listener.AcceptAsync(Cancel))
        {
            await connection.SendAsync("{\"kind\":\"Accepted\"}\n"u8.ToArray(), Cancel);
        }

        var told = await Assert.ThrowsAsync<VerbRefusedException>(() => sent);
        Assert.StartsWith("The owner of the data folder (pid 4711, serve, since 2026-03-16 08:00:00 UTC) ended before the verb did.", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_that_hangs_up_before_it_takes_the_verb_may_be_asked_again()
    {
        var ending = Folder.Holder with { Socket = Path.Combine(Place.Path, "ending.sock") };
        using var listener = Listen(ending.Socket);
        using var caller = new Caller();
        var sent = ControlClient.TrySendAsync(ending, ["wait"], caller.Console, caller.Patience, Cancel);
        (await listener.AcceptAsync(Cancel)).Dispose();

        Assert.Null(await sent);
    }

    [Fact]
    public async Task An_owner_that_lives_and_says_nothing_is_waited_for_aloud_and_given_up_after_a_minute()
    {
        var silent = Folder.Holder with { Socket = Path.Combine(Place.Path, "silent.sock") };
        using var listener = Listen(silent.Socket);
        using var caller = new Caller();
        var time = new SteppedTime();
        using var wait = new StartWait(() => "the owner", "Stop it.", time, caller.Console.Error.WriteLine);

        var sent = ControlClient.TrySendAsync(silent, ["wait"], caller.Console, wait, Cancel);
        await time.PassUntilAsync(sent);

        var told = await Assert.ThrowsAsync<StartRefusedException>(() => sent);
        Assert.Equal("Waited a minute in vain for the owner. Stop it.", told.Message);
        Assert.Equal("Waiting for the owner. It gives up after a minute.\n", caller.Error);
    }

    [Fact]
    public async Task A_verb_that_the_owner_has_taken_may_take_its_time()
    {
        using var caller = new Caller();
        var time = new SteppedTime();
        using var wait = new StartWait(() => "the owner", "Stop it.", time, caller.Console.Error.WriteLine);
        var sent = ControlClient.TrySendAsync(Folder.Holder, ["wait"], caller.Console, wait, Cancel);
        await Verbs.Wait.Started.WaitAsync(Cancel);

        // Taken is known to the sender a moment after the verb has begun.
        await Eventually.HoldsAsync(() => Task.FromResult(time.Timers == 0));
        time.Advance(TimeSpan.FromHours(1));
        Verbs.Wait.Finish.SetResult();

        Assert.Equal(0, await sent);
        Assert.Empty(caller.Error);
    }

    [Fact]
    public async Task A_folder_with_a_long_path_is_reached_as_well()
    {
        using var deep = Own(Path.Combine(Place.Path, new string('d', 120)));
        await using var other = StartOwner(deep);
        using var caller = new Caller();

        Assert.Equal(0, await ControlClient.TrySendAsync(deep.Holder, ["say", "deep"], caller.Console, caller.Patience, Cancel));
    }

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return listener;
    }
}
