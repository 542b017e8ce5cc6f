using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>One cell of "May we send?": a kind of message by a channel to one contact point.</summary>
/// <param name="Decision">The gate's answer.</param>
/// <param name="Passed">The rules that were asked before and did not decide.</param>
public sealed record MaySend(MessageKind Kind, Channel Channel, Guid ContactPoint, SendDecision Decision, IReadOnlyList<RuleId> Passed);

/// <summary>An answer with what it hangs on.</summary>
/// <param name="NotAsked">The rules that were not asked any more.</param>
/// <param name="WaysToYes">What would turn a no into a yes (<see cref="AnswerOutlook.WaysToYes"/>).</param>
/// <param name="EndsOn">The day on which a yes ends by itself; null where it is none, or has no end.</param>
/// <param name="Holders">How many people have the address: the strictest answer counts (N-7).</param>
public sealed record ExplainedAnswer(MaySend Answer, IReadOnlyList<RuleId> NotAsked, IReadOnlyList<IReadOnlyList<AnswerChange>> WaysToYes, DateOnly? EndsOn, int Holders);

/// <summary>Reads what a person may be sent, by asking the gate about each kind and channel.</summary>
public sealed class PreferenceQueries(IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, SendFactsLoader loader, GateSettingsStore settings, TimeProvider time)
{
    private static readonly MessageKind[] Kinds =
    [
        MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback, MessageKind.Transactional, MessageKind.PolicyNotice,
    ];

    /// <summary>Every kind on every channel that the person has an address for; project offers are taken as individually matched, objection as offered in the message.</summary>
    /// <param name="asOf">The answers of that instant, on what was recorded then and under the settings of then; null for now.</param>
    public async Task<IReadOnlyList<MaySend>> MatrixAsync(Guid person, DateTimeOffset? asOf = null, CancellationToken cancellation = default)
    {
        var asked = Enum.GetValues<Channel>().SelectMany(_ => Kinds, (channel, kind) => (Kind: kind, Channel: channel)).ToList();
        return [.. (await AskAsync(person, asked, asOf, cancellation)).Select(AnswerTo)];
    }

    /// <summary>The answers for one kind on one channel, one an address, with what they hang on.</summary>
    /// <inheritdoc cref="MatrixAsync"/>
    public async Task<IReadOnlyList<ExplainedAnswer>> ExplainAsync(Guid person, MessageKind kind, Channel channel, DateTimeOffset? asOf = null, CancellationToken cancellation = default) =>
        [.. (await AskAsync(person, [(kind, channel)], asOf, cancellation)).Select(Explain)];

    /// <summary>
    /// The channels on which a contact permission by itself would let a fitting project be offered: the gate's answer about somebody who had the notice and of whom nothing else is
    /// known. For what is said before a contact is recorded; no address is asked about.
    /// </summary>
    public IReadOnlyList<Channel> AllowedByPermission(Relationship relationship, AcquisitionSource source, DateOnly lastOwnContactOn) =>
    [
        .. Enum.GetValues<Channel>().Where(channel => SendGate.Decide(new SendFacts
        {
            At = time.GetUtcNow(),
            Settings = settings.Current.Gate,
            Message = MessageOf(MessageKind.ProjectOffer, channel),
            ContactPoint = new ContactPointFacts { Dead = false },
            Person = new PersonFacts
            {
                Relationship = relationship,
                NoticeGiven = true,
                Events = Array.Empty<SendEvent>(),
                Permission = new PermissionFacts { Source = source, LastOwnContactOn = lastOwnContactOn, ObjectionOffered = true },
            },
        }).IsAllowed),
    ];

    private async Task<List<Asked>> AskAsync(Guid person, List<(MessageKind Kind, Channel Channel)> asked, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        List<ContactPoint> points;
        await using (var context = contexts.CreateDbContext())
        {
            points = await context.ContactPoints.AsNoTracking().Where(point => point.PersonId == person && (asOf == null || point.AddedAt <= asOf)).OrderBy(point => point.AddedAt).ToListAsync(cancellation);
        }

        var readable = points.Select(point => (Point: point, Address: cipher.TryReveal(point))).Where(each => each.Address is not null).ToList();
        var messages = asked.ConvertAll(pair => MessageOf(pair.Kind, pair.Channel));
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
               select new Asked(pair.First.Kind, pair.First.Channel, at.First.Point.Id, at.Second.Records),
        ];
    }

    private static MaySend AnswerTo(Asked asked)
    {
        var decision = SendGate.DecideStrictest(asked.Records);
        // Several people at one address: the explanation is that of the record that decided.
        return new MaySend(asked.Kind, asked.Channel, asked.ContactPoint, decision, asked.Records.Select(SendGate.Explain).First(each => each.Decision == decision).Passed);
    }

    private static ExplainedAnswer Explain(Asked asked)
    {
        var answer = AnswerTo(asked);
        return new ExplainedAnswer(
            answer, [.. Enum.GetValues<RuleId>().Where(rule => rule != answer.Decision.Rule && !answer.Passed.Contains(rule))], AnswerOutlook.WaysToYes(asked.Records), AnswerOutlook.EndsOn(asked.Records),
            asked.Records.Count);
    }

    private static MessageFacts MessageOf(MessageKind kind, Channel channel) => new()
    {
        Kind = kind,
        Channel = channel,
        Offer = kind == MessageKind.ProjectOffer ? "?" : null,
        MatchReason = kind == MessageKind.ProjectOffer ? "?" : null,
        ObjectionOffered = true,
        // The next version of the policy, so that the answer is on sending it at all.
        PolicyVersion = kind == MessageKind.PolicyNotice ? "next" : null,
    };

    private sealed record Asked(MessageKind Kind, Channel Channel, Guid ContactPoint, IReadOnlyList<SendFacts> Records);
}
