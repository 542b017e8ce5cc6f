using System.Globalization;
using System.Security.Cryptography;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Ledger;

/// <summary>An event to be written; sequence, chain and commitment are added by <see cref="PersonLedger"/>.</summary>
public sealed record LedgerDraft(LedgerEventType Type, Guid Person, DateTimeOffset EffectiveAt, DateTimeOffset RecordedAt, string Operator)
{
    /// <summary>The act that causes it; events of one act share it.</summary>
    public required Guid ActId { get; init; }

    public Topic? Topic { get; init; }

    public Channel? Channel { get; init; }

    public EventFacts Facts { get; init; } = new();

    /// <summary>The personal part; null where there is none.</summary>
    public EventPayload? Payload { get; init; }
}

/// <summary>
/// Appends events to the chain within one transaction (DESIGN 4, "Ledger"). Prepared commands, because imports and bulk loads write
/// hundreds of thousands; there is only this one way for them and for a single click.
/// </summary>
public sealed class PersonLedger(RegistryDbContext context, LedgerChain chain, ProtectedValues values)
{
    private PreparedCommand? insertEvent;
    private PreparedCommand? insertPayload;
    private long sequence = -1;
    private byte[] hash = [];

    /// <summary>The last sequence as seen by this transaction.</summary>
    public long Sequence => sequence;

    /// <summary>The hash of that event.</summary>
    internal byte[] Hash => hash;

    /// <summary>Appends one event and returns it as it stands in the chain.</summary>
    public async Task<LedgerEvent> AppendAsync(LedgerDraft draft)
    {
        if (sequence < 0)
        {
            var head = await context.Set<LedgerHead>().AsNoTracking().SingleAsync();
            (sequence, hash) = (head.Sequence, head.Hash);
        }

        var payload = draft.Payload is { IsEmpty: false } given ? given.ToJson() : null;
        var salt = payload is null ? [] : RandomNumberGenerator.GetBytes(LedgerChain.SaltLength);
        var unhashed = new LedgerEvent
        {
            Sequence = sequence + 1,
            ActId = draft.ActId,
            Person = draft.Person,
            Type = draft.Type,
            Topic = draft.Topic,
            Channel = draft.Channel,
            EffectiveAt = draft.EffectiveAt,
            RecordedAt = draft.RecordedAt,
            Operator = draft.Operator,
            FactsJson = draft.Facts.ToJson(),
            Commitment = payload is null ? [] : LedgerChain.Commit(salt, payload),
            PreviousHash = hash,
            Hash = [],
        };
        var each = unhashed with { Hash = chain.HashOf(unhashed) };
        Write(each);
        if (payload is not null)
        {
            WritePayload(each.Sequence, salt, payload);
        }

        (sequence, hash) = (each.Sequence, each.Hash);
        return each;
    }

    /// <summary>Of whom an act is recorded already; null where it is not. Asked inside the transaction that would record it.</summary>
    public async Task<Guid?> PersonOfAsync(Guid act) =>
        await context.LedgerEvents.AsNoTracking().Where(each => each.ActId == act).OrderBy(each => each.Sequence).Select(each => (Guid?)each.Person).FirstOrDefaultAsync();

    /// <summary>Moves the head to the last event; the writer calls it last, so that the head is held for the shortest time.</summary>
    internal async Task FlushAsync(CancellationToken cancellation)
    {
        if (sequence >= 0)
        {
            await context.Set<LedgerHead>().ExecuteUpdateAsync(
                set => set.SetProperty(head => head.Sequence, sequence).SetProperty(head => head.Hash, hash), cancellation);
        }

        insertEvent?.Dispose();
        insertPayload?.Dispose();
    }

    private void Write(LedgerEvent each)
    {
        insertEvent ??= PreparedCommand.Insert(
            context, "LedgerEvents",
            "Sequence", "ActId", "Person", "Type", "Topic", "Channel", "EffectiveAt", "RecordedAt", "Operator", "Facts", "Commitment", "PreviousHash", "Hash");
        insertEvent.Execute(
            each.Sequence, each.ActId, each.Person, each.Type.ToString(), each.Topic?.ToString(), each.Channel?.ToString(),
            context.ToColumn(each.EffectiveAt), context.ToColumn(each.RecordedAt), each.Operator, each.FactsJson, each.Commitment, each.PreviousHash, each.Hash);
    }

    private void WritePayload(long at, byte[] salt, byte[] payload)
    {
        insertPayload ??= PreparedCommand.Insert(context, "LedgerPayloads", "Sequence", "Salt", "ProtectedPayload");
        insertPayload.Execute(at, salt, values.Protect(payload, LedgerPayload.PayloadColumn, at.ToString(CultureInfo.InvariantCulture)));
    }
}
