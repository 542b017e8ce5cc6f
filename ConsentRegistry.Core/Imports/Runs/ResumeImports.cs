using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>
/// Continues every import that a crash or a cancellation left open, those apart that an operator stopped, then closes those whose file may no longer be kept (RULES 6). In this
/// order, so that an opt-out in a file is honoured before the file goes.
/// </summary>
public sealed class ResumeImports(ImportPeople people, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private UnderWay? underWay;
    private volatile bool isAskedAgain;

    /// <summary>
    /// Does so for at most <paramref name="most"/> (<see cref="Timeout.InfiniteTimeSpan"/>: to the end); what is not finished by then stands still until the next call. Beside another call it
    /// does nothing: that one goes on.
    /// </summary>
    /// <returns>Whether there is more to do.</returns>
    /// <exception cref="AggregateException">Some could not be finished; the others are, and the overdue ones are closed.</exception>
    public async Task<bool> ExecuteSliceAsync(TimeSpan most, CancellationToken cancellation = default)
    {
        // Set before it is known whether another call is running, so that the other call sees it in any case.
        isAskedAgain = true;
        if (!await one.WaitAsync(TimeSpan.Zero, cancellation))
        {
            return false;
        }

        isAskedAgain = false;
        bool isHalfway;
        try
        {
            underWay ??= new UnderWay(FinishAsync);
            isHalfway = await underWay.GoOnAsync(most, time, cancellation);
            if (!isHalfway)
            {
                await using var ended = underWay;
                underWay = null;
                await ended.Work;
            }
        }
        finally
        {
            one.Release();
        }

        return isHalfway || isAskedAgain;
    }

    public async ValueTask DisposeAsync()
    {
        if (underWay is { } left)
        {
            underWay = null;
            await left.DisposeAsync();
        }

        one.Dispose();
    }

    private async Task FinishAsync(WorkTurn turn, CancellationToken cancellation)
    {
        var problems = new List<Exception>();
        var tried = new HashSet<Guid>();
        while ((await people.LeftOpenAsync(cancellation)).Cast<Guid?>().FirstOrDefault(each => tried.Add(each!.Value)) is { } left)
        {
            try
            {
                // An import that was running a moment ago is closed by now, and so not found.
                var outcome = await people.ResumeAsync(left, turn: turn, cancellation: cancellation);
                if (outcome.Refusal is { } refusal and not (Refusal.ImportNotFound or Refusal.ImportStopped))
                {
                    problems.Add(new InvalidOperationException($"Import {left}: {refusal}"));
                }

                if (outcome.Refusal == Refusal.ImportStopped)
                {
                    // It is left open again once an operator has it go on, or begins it anew.
                    tried.Remove(left);
                }

                // One that was stopped ends whether it has the turn or not; the next one waits for it.
                await turn.PassAsync(cancellation);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                problems.Add(problem);
            }
        }

        await people.CloseOverdueAsync(turn, cancellation);
        if (problems.Count > 0)
        {
            throw new AggregateException(problems);
        }
    }

    /// <summary>Work that pauses between two slices; what it judged stays in memory.</summary>
    private sealed class UnderWay : IAsyncDisposable
    {
        private readonly WorkTurn turn = new();
        private readonly CancellationTokenSource calledOff = new();

        // On a thread of its own: reading and SQLite rarely yield, and the end of the slice must be noticed.
        public UnderWay(Func<WorkTurn, CancellationToken, Task> work) => Work = Task.Run(() => work(turn, calledOff.Token));

        public Task Work { get; }

        /// <returns>Whether it is paused; false when it has ended.</returns>
        public async Task<bool> GoOnAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
        {
            // A cancellation must always reach the work: paused work would be waited for without end.
            await using (cancellation.Register(calledOff.Cancel))
            {
                turn.Give();
                await Work.WaitAsync(most, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await turn.TakeBackAsync(Work);
            }

            return !Work.IsCompleted && !calledOff.IsCancellationRequested;
        }

        public async ValueTask DisposeAsync()
        {
            await calledOff.CancelAsync();
            await Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            calledOff.Dispose();
        }
    }
}
