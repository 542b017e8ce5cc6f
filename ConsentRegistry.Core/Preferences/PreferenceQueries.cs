using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
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
public sealed class PreferenceQueries(IDbContextFactory<RegistryDbContext> contexts, AddressBook book, SendFactsLoader loader, TimeProvider time)
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

        var readable = points.Select(point => (Point: point, Address: book.TryReveal(point))).Where(each => each.Address is not null).ToList();
        var now = time.GetUtcNow();
        var matrix = new List<MaySend>();
        foreach (var channel in Enum.GetValues<Channel>())
        {
            foreach (var (point, address) in readable.Where(each => each.Point.Kind == channel.AddressKindOf()))
            {
                foreach (var kind in Kinds)
                {
                    var message = MessageOf(kind, channel, carriesNotice);
                    var records = asOf is { } past
                        ? await loader.LoadPastAsync(message, address!, past, cancellation)
                        : (await loader.LoadAsync(message, [address!], now, cancellation: cancellation))[0].Records;
                    var decision = SendGate.DecideStrictest(records);
                    // Several people at one address: the explanation is that of the record that decided.
                    var deciding = records.Select(SendGate.Explain).First(each => each.Decision == decision);
                    matrix.Add(new MaySend(kind, channel, point.Id, decision, deciding.Passed));
                }
            }
        }

        return matrix;
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
