using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>One cell of "May we send?": a kind of message by a channel to one contact point.</summary>
/// <param name="Decision">The gate's answer.</param>
/// <param name="Passed">The rules that were asked before and did not decide.</param>
public sealed record MaySend(MessageKind Kind, Channel Channel, Guid ContactPoint, SendDecision Decision, IReadOnlyList<RuleId> Passed);

/// <summary>Reads what a person may be sent, by asking the gate about each kind and channel.</summary>
public sealed class PreferenceQueries(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, SendFactsLoader loader, TimeProvider time)
{
    private static readonly MessageKind[] Kinds =
    [
        MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback, MessageKind.Transactional, MessageKind.PolicyNotice,
    ];

    /// <summary>Every kind on every channel that the person has an address for; project offers are taken as individually matched, objection as offered in the message.</summary>
    /// <param name="carriesNotice">The message would carry the Article 13/14 notice.</param>
    /// <param name="asOf">The answers of that instant, on what was recorded then and under the settings of then; null for now.</param>
    public async Task<IReadOnlyList<MaySend>> MatrixAsync(Guid person, bool carriesNotice = false, DateTimeOffset? asOf = null, CancellationToken cancellation = default)
    {
        List<ContactPoint> points;
        await using (var context = contexts.CreateDbContext())
        {
            points = await context.ContactPoints.AsNoTracking().Where(point => point.PersonId == person && (asOf == null || point.AddedAt <= asOf)).OrderBy(point => point.AddedAt).ToListAsync(cancellation);
        }

        var readable = points.Select(point => (Point: point, Address: cipher.TryReveal(point))).Where(each => each.Address is not null).ToList();
        var asked = Enum.GetValues<Channel>().SelectMany(_ => Kinds, (channel, kind) => (Kind: kind, Channel: channel)).ToList();
        var messages = asked.ConvertAll(pair => MessageOf(pair.Kind, pair.Channel, carriesNotice));
        var addresses = readable.ConvertAll(each => each.Address!);
        var loaded = asOf is { } past
            ? await loader.LoadPastAsync(messages, addresses, past, cancellation)
            : await loader.LoadAsync(messages, addresses, time.GetUtcNow(), cancellation);
        return
        [
            .. from pair in asked.Zip(loaded)
               from at in readable.Zip(pair.Second)
               where at.First.Point.Kind == pair.First.Channel.AddressKindOf()
               orderby pair.First.Channel, readable.IndexOf(at.First)
               select Explain(pair.First.Kind, pair.First.Channel, at.First.Point.Id, at.Second.Records),
        ];
    }

    private static MaySend Explain(MessageKind kind, Channel channel, Guid point, IReadOnlyList<SendFacts> records)
    {
        var decision = SendGate.DecideStrictest(records);
        // Several people at one address: the explanation is that of the record that decided.
        return new MaySend(kind, channel, point, decision, records.Select(SendGate.Explain).First(each => each.Decision == decision).Passed);
    }

    private static MessageFacts MessageOf(MessageKind kind, Channel channel, bool carriesNotice) => new()
    {
        Kind = kind,
        Channel = channel,
        Offer = kind == MessageKind.ProjectOffer ? "?" : null,
        MatchReason = kind == MessageKind.ProjectOffer ? "?" : null,
        ObjectionOffered = true,
        CarriesNotice = carriesNotice,
        // The next version of the policy, so that the answer is on sending it at all.
        PolicyVersion = kind == MessageKind.PolicyNotice ? "next" : null,
    };
}
