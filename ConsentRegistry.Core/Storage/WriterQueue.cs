namespace ConsentRegistry.Core.Storage;

/// <summary>Lets one writer in at a time, bars before everything else (DESIGN 4, "Persistence").</summary>
internal sealed class WriterQueue
{
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> bars = new();
    private readonly Queue<TaskCompletionSource> others = new();
    private bool taken;

    /// <summary>Waits for its turn; the writer leaves by disposing what it got.</summary>
    public async Task<IDisposable> EnterAsync(bool isBar, CancellationToken cancellation)
    {
        TaskCompletionSource turn;
        lock (gate)
        {
            if (!taken)
            {
                taken = true;
                return new Turn(this);
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (isBar ? bars : others).Enqueue(turn);
        }

        await using (cancellation.Register(() => turn.TrySetCanceled(cancellation)))
        {
            await turn.Task;
        }

        return new Turn(this);
    }

    private void Leave()
    {
        lock (gate)
        {
            while (bars.TryDequeue(out var next) || others.TryDequeue(out next))
            {
                // False for one that gave up waiting.
                if (next.TrySetResult())
                {
                    return;
                }
            }

            taken = false;
        }
    }

    private sealed class Turn(WriterQueue queue) : IDisposable
    {
        private WriterQueue? held = queue;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Leave();
    }
}
