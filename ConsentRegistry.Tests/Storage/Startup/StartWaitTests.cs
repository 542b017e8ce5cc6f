using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Tests.Support.Smtp;

namespace ConsentRegistry.Tests.Storage.Startup;

/// <summary>A start that waits says so, and does not wait for ever.</summary>
public sealed class StartWaitTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly SteppedTime time = new();
    private readonly List<string> said = [];
    private readonly StartWait wait;

    public StartWaitTests() => wait = new StartWait(() => "the lock", "Break it.", time, said.Add);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => wait.Dispose();

    [Fact]
    public void After_five_seconds_it_is_said_once_what_is_waited_for_and_not_before()
    {
        time.Advance(TimeSpan.FromSeconds(5) - Moment);
        Assert.Empty(said);

        time.Advance(Moment);
        time.Advance(TimeSpan.FromSeconds(50));

        Assert.Equal("Waiting for the lock. It gives up after a minute.", Assert.Single(said));
    }

    [Fact]
    public void What_comes_within_five_seconds_is_not_spoken_of()
    {
        time.Advance(TimeSpan.FromSeconds(4));
        wait.Dispose();
        time.Advance(TimeSpan.FromSeconds(4));

        Assert.Empty(said);
    }

    [Fact]
    public async Task There_is_a_next_try_within_the_minute_and_none_after_it()
    {
        time.Advance(TimeSpan.FromMinutes(1) - Moment);
        var pause = wait.PauseAsync(Cancel);
        time.Advance(TimeSpan.FromSeconds(1));
        await pause;

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => wait.PauseAsync(Cancel));
        Assert.Equal("Waited a minute in vain for the lock. Break it.", refused.Message);
    }

    [Fact]
    public async Task An_answer_is_waited_for_until_the_minute_is_over()
    {
        var answer = new TaskCompletionSource<int>();
        var inTime = wait.ForAsync(answer.Task, Cancel);
        time.Advance(TimeSpan.FromMinutes(1) - Moment);
        answer.SetResult(7);
        Assert.Equal(7, await inTime);

        var late = wait.ForAsync(new TaskCompletionSource<int>().Task, Cancel);
        time.Advance(Moment);
        await Assert.ThrowsAsync<StartRefusedException>(() => late);
    }

    [Fact]
    public async Task Who_stops_the_start_does_not_wait_for_the_minute()
    {
        using var stop = new CancellationTokenSource();
        var waiting = wait.ForAsync(new TaskCompletionSource<int>().Task, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
