namespace ConsentRegistry.Core.Time;

/// <summary>
/// Lets long work stand still between the slices of a job, and go on where it stood (DESIGN 4, "Jobs"). The work asks at every point at
/// which it holds nothing that others wait for; who runs it gives the turn and takes it back.
/// </summary>
public sealed class WorkTurn
{
    private readonly Lock gate = new();
    private TaskCompletionSource? given;
    private TaskCompletionSource? stoodStill;

    /// <summary>Goes on at once, or when the turn is given again.</summary>
    public Task PassAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (given is null)
            {
                return Task.CompletedTask;
            }

            stoodStill?.TrySetResult();
            return given.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>The work goes on.</summary>
    public void Give()
    {
        lock (gate)
        {
            given?.TrySetResult();
            (given, stoodStill) = (null, null);
        }
    }

    /// <summary>The work stands still at its next point.</summary>
    /// <returns>Ends when it does, or when it has come to its end before.</returns>
    public Task TakeBackAsync(Task work)
    {
        lock (gate)
        {
            given ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            stoodStill ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Task.WhenAny(stoodStill.Task, work);
        }
    }
}
