using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Support.Smtp;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Commands.Execution;

public sealed class VerbDispatchTests : IDisposable
{
    private readonly TemporaryDirectory place = new();
    private readonly SomeVerbs verbs = new();
    private int opened;

    private string Folder => Path.Combine(place.Path, "data");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task A_verb_that_finds_the_folder_free_owns_it_while_it_runs()
    {
        using var caller = new Caller(directory: place.Path);
        using var looking = new Caller(directory: place.Path);
        var running = RunAsync(caller, "wait");
        await verbs.Wait.Started.WaitAsync(Cancel);

        var held = Assert.IsType<FolderOwnershipClaim.HeldBy>(FolderOwnership.Claim(Folder, "serve", new TestClock()));
        Assert.Equal("wait", held.Holder.Verb);
        verbs.Wait.Finish.SetResult();

        Assert.Equal(0, await running);
        Assert.Equal("waited\n", caller.Output);
        Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(Folder, "serve", new TestClock())).Ownership.Dispose();
    }

    [Fact]
    public async Task A_verb_that_finds_the_folder_taken_runs_in_its_owner()
    {
        using var first = new Caller(directory: place.Path);
        using var second = new Caller(directory: place.Path);
        var running = RunAsync(first, "wait");
        await verbs.Wait.Started.WaitAsync(Cancel);

        Assert.Equal(0, await RunAsync(second, "say", "hello"));
        verbs.Wait.Finish.SetResult();
        await running;

        Assert.StartsWith("hello\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task Many_verbs_at_once_on_a_free_folder_all_run_one_after_another_owner()
    {
        var callers = Enumerable.Range(0, 12).Select(_ => new Caller(directory: place.Path)).ToList();

        var exits = await Task.WhenAll(callers.Select(caller => Task.Run(() => RunAsync(caller, "say", "hello"), Cancel)));

        Assert.All(exits, exit => Assert.Equal(0, exit));
        Assert.All(callers, caller => Assert.StartsWith("hello\n", caller.Output, StringComparison.Ordinal));
        callers.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task A_verb_stays_for_those_that_others_sent_to_it()
    {
        using var first = new Caller(directory: place.Path);
        using var second = new Caller(directory: place.Path);
        using var stop = new CancellationTokenSource();
        var owning = Dispatch.TryRunAsync(["wait"], first.Console, stop.Token);
        await verbs.Wait.Started.WaitAsync(Cancel);
        var sent = RunAsync(second, "wait");
        await verbs.Wait.Started.WaitAsync(Cancel);

        verbs.Wait.Finish.SetResult();

        Assert.Equal(0, await sent);
        Assert.Equal(0, await owning);
    }

    [Fact]
    public async Task A_signal_ends_the_verb_and_those_that_others_sent_to_it()
    {
        using var first = new Caller(directory: place.Path);
        using var second = new Caller(directory: place.Path);
        using var stop = new CancellationTokenSource();
        var owning = Dispatch.TryRunAsync(["wait"], first.Console, stop.Token);
        await verbs.Wait.Started.WaitAsync(Cancel);
        var sent = RunAsync(second, "wait");
        await verbs.Wait.Started.WaitAsync(Cancel);

        await stop.CancelAsync();

        Assert.Equal(1, await owning);
        Assert.Equal("Stopped before it was done.", first.Error.Split('\n')[0]);
        Assert.Equal(1, await sent);
        Assert.EndsWith("The process that owns the data folder was stopped.\n", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_cannot_be_given_to_an_owner_that_has_its_own()
    {
        using var owned = Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(Folder, "serve", new TestClock())).Ownership;
        using var caller = new Caller(directory: place.Path);

        Assert.Equal(1, await RunAsync(caller, "say", "hello", "--Gate:FeedbackDays", "30"));
        Assert.Contains("--Gate:FeedbackDays cannot be given to it", caller.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_that_takes_no_verb_is_waited_for_aloud_and_given_up_after_a_minute()
    {
        using var owned = Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(Folder, "serve", new TestClock())).Ownership;
        using var caller = new Caller(directory: place.Path);
        var time = new SteppedTime();

        var running = new VerbDispatch(verbs.Table, OpenAsync, time).TryRunAsync(["say", "hello"], caller.Console, Cancel);
        await time.PassUntilAsync(running);

        Assert.Equal(1, await running);
        var owner = $"the data folder {Folder}, which is in use by {owned.Holder}";
        Assert.Equal(
            $"Waiting for {owner}. It gives up after a minute.\n"
            + $"Waited a minute in vain for {owner}. That process does not take the verb: wait until it ends, or stop it, and try again.\n",
            caller.Error);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_refused_with_its_sentence()
    {
        await File.WriteAllTextAsync(Folder, "a file", Cancel);
        using var caller = new Caller(directory: place.Path);

        Assert.Equal(1, await RunAsync(caller, "say", "hello"));
        Assert.StartsWith($"The data folder {Folder} cannot be made: {Folder} is a file.", caller.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_open_lets_the_folder_go()
    {
        using var caller = new Caller(directory: place.Path);
        var dispatch = new VerbDispatch(verbs.Table, (_, _, _) => throw new VerbRefusedException("No key."), TimeProvider.System);

        Assert.Equal(1, await dispatch.TryRunAsync(["say", "hello"], caller.Console, Cancel));

        Assert.Equal("No key.\n", caller.Error);
        Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(Folder, "serve", new TestClock())).Ownership.Dispose();
    }

    [Fact]
    public async Task Wrong_usage_and_help_touch_no_folder()
    {
        using var wrong = new Caller(directory: place.Path);
        using var help = new Caller(directory: place.Path);

        Assert.Equal(2, await RunAsync(wrong, "say", "--nosuch"));
        Assert.Equal(0, await RunAsync(help, "say", "--help"));

        Assert.Empty(wrong.Output);
        Assert.Contains("Usage: ConsentRegistry.Web say", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("Usage: ConsentRegistry.Web say", help.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task To_serve_is_left_to_the_caller()
    {
        using var caller = new Caller(directory: place.Path);

        Assert.Null(await RunAsync(caller));
        Assert.False(Directory.Exists(Folder));
    }

    private VerbDispatch Dispatch => new(verbs.Table, OpenAsync, TimeProvider.System);

    private Task<int?> RunAsync(Caller caller, params string[] args) => Dispatch.TryRunAsync(args, caller.Console, Cancel);

    private Task<ServiceProvider> OpenAsync(FolderOwnership folder, Microsoft.Extensions.Configuration.IConfiguration configuration, CancellationToken cancellation)
    {
        Interlocked.Increment(ref opened);
        return Task.FromResult(new ServiceCollection().AddLogging().BuildServiceProvider());
    }
}
