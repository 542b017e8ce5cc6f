using System.Collections.Concurrent;
using ConsentRegistry.Core.Imports.Judging;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>What an import is doing at this moment.</summary>
/// <param name="State">Judging or committing.</param>
/// <param name="Rows">Data rows done of that.</param>
/// <param name="RowsPerSecond">Since it began with that; null while it is too early to say.</param>
public sealed record ImportThroughput(ImportState State, long Rows, double? RowsPerSecond);

/// <summary>
/// Which imports are being worked on in this process, for whoever looks on and for whoever stops one. What is stored does not depend on it: a transaction of an import
/// that was stopped meanwhile is refused by the import's own state.
/// </summary>
public sealed class ImportActivity(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Work> works = new();
    private readonly ConcurrentDictionary<Guid, bool> broken = new();
    private readonly ConcurrentDictionary<Guid, bool> calledOff = new();
    private readonly ConcurrentQueue<Guid> admitted = new();

    /// <summary>Null while nobody works on it: it waits for its turn, is done, or was broken off.</summary>
    public ImportThroughput? Of(Guid import) => works.TryGetValue(import, out var work) ? work.Throughput(time) : null;

    /// <summary>Whether the last attempt ended in a fault; it is retried automatically.</summary>
    public bool IsBroken(Guid import) => broken.ContainsKey(import);

    /// <summary>Whether it was stopped, or is being stopped, and was not asked for since.</summary>
    internal bool IsCalledOff(Guid import) => calledOff.ContainsKey(import);

    /// <summary>Imports that were asked for since the last call, each named once: whoever gave one of them to a job before gives it again.</summary>
    public IReadOnlyList<Guid> TakeAdmitted()
    {
        var taken = new List<Guid>();
        while (admitted.TryDequeue(out var import))
        {
            taken.Add(import);
        }

        return taken;
    }

    /// <summary>Begins to work on it.</summary>
    /// <returns>Whom to tell of the progress, and what is done once the work is to end.</returns>
    internal (IProgress<ImportProgress> Progress, Task CalledOff) Begin(Guid import, IProgress<ImportProgress>? further)
    {
        broken.TryRemove(import, out _);
        var work = new Work(further, time);
        works[import] = work;
        if (calledOff.ContainsKey(import))
        {
            work.CallOff();
        }

        return (work, work.CalledOff);
    }

    internal void End(Guid import, bool isBroken)
    {
        if (works.TryRemove(import, out var work))
        {
            work.End();
        }

        if (isBroken)
        {
            broken[import] = true;
        }
    }

    /// <summary>Has the work on it end, and keeps it from beginning anew until <see cref="Admit"/>.</summary>
    /// <returns>Ends when nobody works on it.</returns>
    internal Task CallOffAsync(Guid import)
    {
        // Before the work is looked for: one that begins meanwhile sees it.
        calledOff[import] = true;
        if (!works.TryGetValue(import, out var work))
        {
            return Task.CompletedTask;
        }

        work.CallOff();
        return work.Ended;
    }

    /// <summary>It may be worked on (again), and somebody waits for it.</summary>
    internal void Admit(Guid import)
    {
        calledOff.TryRemove(import, out _);
        admitted.Enqueue(import);
    }

    private sealed class Work(IProgress<ImportProgress>? further, TimeProvider time) : IProgress<ImportProgress>
    {
        private readonly Lock gate = new();
        private readonly TaskCompletionSource calledOff = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ImportProgress last = new(ImportState.Judging, 0);
        private (long Rows, long At) first = (0, time.GetTimestamp());

        public Task CalledOff => calledOff.Task;

        public Task Ended => ended.Task;

        public void CallOff() => calledOff.TrySetResult();

        public void End() => ended.TrySetResult();

        public void Report(ImportProgress value)
        {
            lock (gate)
            {
                if (value.State != last.State)
                {
                    // A resumed import begins in the middle: what was done before says nothing about its pace.
                    first = (value.Rows, time.GetTimestamp());
                }

                last = value;
            }

            further?.Report(value);
        }

        public ImportThroughput Throughput(TimeProvider clock)
        {
            lock (gate)
            {
                var seconds = clock.GetElapsedTime(first.At).TotalSeconds;
                return new ImportThroughput(last.State, last.Rows, seconds < 1 || last.Rows <= first.Rows ? null : (last.Rows - first.Rows) / seconds);
            }
        }
    }
}
