using System.Collections.Concurrent;
using ConsentRegistry.Core.Suppressions.Journal;

namespace ConsentRegistry.Core.Suppressions.Index;

/// <summary>
/// The suppression list in memory: which keys are suppressed at all, which bars the database does not have yet, and how often a person or
/// key was barred since start. The database stays the authority; this is published first (DESIGN 4).
/// </summary>
public sealed class SuppressionIndex(GateLock gate)
{
    private volatile ConcurrentDictionary<UInt128, byte> keys = new();
    private readonly ConcurrentDictionary<UInt128, long> keyVersions = new();
    private readonly ConcurrentDictionary<Guid, long> personVersions = new();
    private readonly ConcurrentDictionary<Guid, JournalLine> pending = new();
    private long version;
    private volatile bool available;
    private volatile TaskCompletionSource? rotating;

    /// <summary>False until the list is loaded, and when it failed: every decision is then <c>Undetermined</c> (X-39).</summary>
    public bool IsAvailable => available;

    /// <summary>How many different keys are suppressed in some way.</summary>
    public int Count => keys.Count;

    /// <summary>Whether any entry may have this key; a "no" is always right.</summary>
    public bool MayContain(SuppressionKey key) => keys.ContainsKey(key.High);

    /// <summary>Whether the keys are being changed: the list cannot be asked until that is done.</summary>
    public bool IsRotating => rotating is not null;

    /// <summary>Waits until no rotation is under way.</summary>
    public Task WhileRotatingAsync(CancellationToken cancellation) => rotating?.Task.WaitAsync(cancellation) ?? Task.CompletedTask;

    internal void BeginRotation() => rotating = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void EndRotation()
    {
        var ended = rotating;
        rotating = null;
        ended?.TrySetResult();
    }

    /// <summary>Replaces the whole list, at start and after a rotation; everything that was decided before is decided anew.</summary>
    /// <param name="adopt">Runs in the same moment: the key under which the list now stands comes into force.</param>
    internal void Load(IEnumerable<SuppressionKey> all, Action? adopt = null)
    {
        var fresh = new ConcurrentDictionary<UInt128, byte>(all.Select(key => KeyValuePair.Create(key.High, (byte)1)).DistinctBy(each => each.Key));
        gate.Publish(() =>
        {
            adopt?.Invoke();
            keys = fresh;
            personVersions.Clear();
            keyVersions.Clear();
            Generation++;
            available = true;
        });
    }

    /// <summary>Changes when the whole list was replaced.</summary>
    public int Generation { get; private set; }

    /// <summary>Makes bars hold for every hand-over that has not started.</summary>
    internal void Publish(IEnumerable<(JournalLine Line, IReadOnlyList<SuppressionKey> Keys)> bars) => gate.Publish(() =>
    {
        foreach (var (line, lineKeys) in bars)
        {
            pending[line.Act] = line;
            var next = ++version;
            if (line.Person != Guid.Empty)
            {
                personVersions[line.Person] = next;
            }

            foreach (var key in lineKeys)
            {
                keys[key.High] = 1;
                keyVersions[key.High] = next;
            }
        }
    });

    /// <summary>Tells that something about a person changed that a decision may hang on, though no bar: an edit, a restriction, a merge.</summary>
    public void Touch(Guid person) => gate.Publish(() => personVersions[person] = ++version);

    /// <summary>The bars that stand in the journal but not yet in the database. To be read before the database, so that none slips between.</summary>
    public IReadOnlyCollection<JournalLine> Pending => pending.IsEmpty ? [] : [.. pending.Values];

    internal void Applied(Guid act) => pending.TryRemove(act, out _);

    /// <summary>What a decision on this person and mailbox stands on; to be read before its facts and compared at hand-over.</summary>
    public BarVersion VersionOf(Guid person, SuppressionKey key) => new(
        Generation, personVersions.GetValueOrDefault(person), keyVersions.GetValueOrDefault(key.High));
}

/// <summary>The state of the bars of one person and mailbox; two that are equal have no bar between them.</summary>
public readonly record struct BarVersion(int Generation, long Person, long Key);
