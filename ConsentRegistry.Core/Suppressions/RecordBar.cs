using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Suppressions;

/// <summary>A bar to be recorded.</summary>
/// <param name="Kind">A bar, an erasure or a correction.</param>
/// <param name="Type">The ledger event it becomes.</param>
/// <param name="Person">The person; <see cref="Guid.Empty"/> where only addresses are concerned.</param>
/// <param name="Addresses">The addresses on which it leaves keyed entries.</param>
public sealed record BarAct(JournalKind Kind, LedgerEventType Type, Guid Person, IReadOnlyList<Address> Addresses)
{
    public required Guid ActId { get; init; }

    public BarScope Scope { get; init; }

    public required SuppressionReason Reason { get; init; }

    /// <summary>When the wish reached us (RULES S-7).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required EntryPoint EntryPoint { get; init; }

    public required string Operator { get; init; }

    public Guid? Repeats { get; init; }

    /// <summary>Erasure: the pseudonyms of records merged into the person.</summary>
    public IReadOnlyList<Guid> Merged { get; init; } = [];

    /// <summary>Addresses that others hold too (RULES S-8); a subset of <see cref="Addresses"/>.</summary>
    public IReadOnlyList<Address> Shared { get; init; } = [];

    /// <summary>Keys without a readable address, from a token: already made, under <see cref="KeyVersion"/>.</summary>
    public IReadOnlyList<JournalKey> Keys { get; init; } = [];

    /// <summary>The key version of <see cref="Keys"/>.</summary>
    public int KeyVersion { get; init; }

    /// <summary>What goes into the ledger's payload: note and evidence.</summary>
    public EventPayload? Payload { get; init; }
}

/// <summary>
/// The one way in which a bar comes to hold (DESIGN 4): journal, flushed; in-memory index, under the gate lock; database; answer. Bars
/// pass one after the other, so that the database follows the journal without gaps.
/// </summary>
public sealed partial class RecordBar(
    OptOutJournal journal, SuppressionIndex index, SuppressionKeys keys, JournalReplay replay, RegistryWriter writer, TimeProvider time, ILogger<RecordBar> log) : IDisposable
{
    private readonly SemaphoreSlim lane = new(1);
    private bool isCatchingUp;

    /// <summary>The personal part of acts that are not in the database yet, by journal line.</summary>
    private readonly Dictionary<long, EventPayload?> payloads = [];

    /// <summary>
    /// Makes the bars hold. When this returns, no hand-over that they bar starts any more.
    /// </summary>
    /// <returns>False when the bars hold but are not in the database yet (an alarm for staff; it will be retried until it succeeds).</returns>
    /// <exception cref="IOException">The journal could not be written: nothing holds, nothing was stored.</exception>
    public async Task<bool> ExecuteAsync(IReadOnlyList<BarAct> acts, CancellationToken cancellation = default)
    {
        if (acts.Count == 0)
        {
            return true;
        }

        await lane.WaitAsync(cancellation);
        try
        {
            var lines = journal.Append([.. acts.Select(ToLine)]);
            foreach (var (act, line) in acts.Zip(lines))
            {
                payloads[line.Number] = act.Payload;
            }

            index.Publish(lines.Select(line => (line, replay.KeysOf(line))));
            try
            {
                // From here on the caller can no longer cancel it: it holds.
                await ApplyAsync(CancellationToken.None);
                return true;
            }
            catch (Exception problem)
            {
                var kind = problem.GetType().Name;
                LogBehind(kind, acts.Count);
                return false;
            }
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Runs something while no bar is being recorded: a key rotation.</summary>
    internal async Task<T> BetweenBarsAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await lane.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Writes to the database what an earlier failure left in the journal only.</summary>
    public Task CatchUpAsync(CancellationToken cancellation = default) => BetweenBarsAsync(
        async () =>
        {
            await ApplyAsync(cancellation);
            return true;
        },
        cancellation);

    /// <summary>As <see cref="CatchUpAsync"/>, unless one of this kind is under way: a job of every minute must not queue behind a long rotation.</summary>
    public async Task CatchUpUnlessUnderWayAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref isCatchingUp, true))
        {
            return;
        }

        try
        {
            await CatchUpAsync(cancellation);
        }
        finally
        {
            Volatile.Write(ref isCatchingUp, false);
        }
    }

    private async Task ApplyAsync(CancellationToken cancellation)
    {
        await replay.ApplyAsync(payloads, cancellation);
        payloads.Clear();
    }

    public void Dispose() => lane.Dispose();

    private JournalLine ToLine(BarAct act) => new()
    {
        Act = act.ActId,
        Kind = act.Kind,
        Person = act.Person,
        Type = act.Type,
        Topic = act.Scope.Topic,
        Channel = act.Scope.Channel,
        Keys = [.. act.Addresses.Select(address => KeyOf(address, act.Shared.Contains(address))), .. act.Keys.Select(key => Raised(key, act.KeyVersion))],
        KeyVersion = keys.Version,
        KeyCheck = keys.Check(keys.Version),
        Merged = act.Merged,
        NormaliserVersion = Address.NormaliserVersion,
        Reason = act.Reason,
        ReceivedAt = act.ReceivedAt,
        RecordedAt = time.GetUtcNow(),
        Source = act.EntryPoint.ToString(),
        Operator = act.Operator,
        Repeats = act.Repeats,
        LedgerSequence = writer.Head.Sequence,
        LedgerHash = writer.Head.Hash,
    };

    private JournalKey KeyOf(Address address, bool shared) => new(address.Kind, keys.Of(address).ToString(), keys.OfExact(address).ToString(), shared);

    private JournalKey Raised(JournalKey key, int version) => key with
    {
        Key = keys.Raise(SuppressionKey.FromHex(key.Key), version).ToString(),
        Exact = keys.Raise(SuppressionKey.FromHex(key.Exact), version).ToString(),
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Count} bars hold, but the database has not taken them yet ({Problem}). The next pass retries them.")]
    private partial void LogBehind(string problem, int count);
}
