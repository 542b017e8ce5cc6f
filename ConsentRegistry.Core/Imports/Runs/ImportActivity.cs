using System.Collections.Concurrent;
using ConsentRegistry.Core.Imports.Judging;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>What an import is doing at this moment.</summary>
/// <param name="State">Judging or committing.</param>
/// <param name="Rows">Data rows done of that.</param>
/// <param name="RowsPerSecond">Since it began with that; null while it is too early to say.</param>
public sealed record ImportThroughput(ImportState State, long Rows, double? RowsPerSecond);

/// <summary>Which imports are being worked on in this process, for whoever looks on. Nothing depends on it.</summary>
public sealed class ImportActivity(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Work> works = new();
    private readonly ConcurrentDictionary<Guid, bool> broken = new();

    /// <summary>Null while nobody works on it: it waits for its turn, is done, or was broken off.</summary>
    public ImportThroughput? Of(Guid import) => works.TryGetValue(import, out var work) ? work.Throughput(time) : null;

    /// <summary>Whether the last attempt ended in a fault; it is retried automatically.</summary>
    public bool IsBroken(Guid import) => broken.ContainsKey(import);

    /// <summary>Begins to work on it.</summary>
    internal IProgress<ImportProgress> Begin(Guid import, IProgress<ImportProgress>? further)
    {
        broken.TryRemove(import, out _);
        return works[import] = new Work(further, time);
    }

    internal void End(Guid import, bool isBroken)
    {
        works.TryRemove(import, out _);
        if (isBroken)
        {
            broken[import] = true;
        }
    }

    private sealed class Work(IProgress<ImportProgress>? further, TimeProvider time) : IProgress<ImportProgress>
    {
        private readonly Lock gate = new();
        private ImportProgress last = new(ImportState.Judging, 0);
        private (long Rows, long At) first = (0, time.GetTimestamp());

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
