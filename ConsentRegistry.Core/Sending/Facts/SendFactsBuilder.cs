using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>Makes the facts on one address from what was loaded. Pure.</summary>
internal sealed class SendFactsBuilder(
    MessageFacts message, Address address, IReadOnlyCollection<SuppressionKey> keys, DateTimeOffset at, GateSettings settings, bool suppressionAvailable, Relationship? relationship)
{
    private static readonly Relationship[] ForProjects =
        [Relationship.CandidateApplied, Relationship.CandidateSourced, Relationship.Client, Relationship.Supplier, Relationship.Unknown, Relationship.Referee];

    private static readonly Relationship[] ForOthers =
        [Relationship.Client, Relationship.Supplier, Relationship.CandidateApplied, Relationship.CandidateSourced, Relationship.Unknown, Relationship.Referee];

    /// <summary>The facts on a person who holds the address.</summary>
    /// <param name="entries">Those of the address and of its domain.</param>
    /// <param name="elsewhere">The entries of the person's other addresses: an opt-out follows the person (N-5, S-8).</param>
    /// <param name="pseudonyms">The person's own and those of records merged into it.</param>
    public SendFacts ForPerson(
        Person person, ContactPoint point, Standing standing, IReadOnlyList<SuppressionEntry> entries, IEnumerable<SuppressionEntry> elsewhere,
        IReadOnlyCollection<JournalLine> pending, IReadOnlyCollection<Guid> pseudonyms)
    {
        var bars = standing.Bars.Select(bar => BarEvent(bar.Type, bar.Topic, bar.Channel, bar.At, IsLiftable(bar, standing, point)));
        var doubts = standing.Doubts.Select(doubt => SendEvent.Doubt(doubt.Topic, doubt.Channel, NotAfterDecision(doubt.At), IsLiftable(doubt.Origin, doubt.At, standing, point)));
        var optIns = standing.OptIns.Where(optIn => IsBoundTo(optIn, point))
            .Select(optIn => SendEvent.OptIn(optIn.Topic, optIn.Channel, optIn.At, optIn.Proven, optIn.StartedByPerson));
        var ownActs = standing.OwnActs.Select(act => act.Type == LedgerEventType.ApplicationBegun
            ? SendEvent.ApplicationBegun(act.At)
            : SendEvent.ContractBegun(act.At));
        return Facts(
            message with
            {
                ContractLink = standing.ContractRuns ? ContractLink.Contract : standing.ApplicationOpen ? ContractLink.Application : (ContractLink?)null,
            },
            new ContactPointFacts { Dead = standing.DeadContactPoints.Contains(point.Id) || HasBounced(entries), Impersonal = point.Impersonal },
            new PersonFacts
            {
                Relationship = RelationshipOf(person),
                NoticeGiven = standing.NoticeGiven,
                Restricted = standing.Restricted,
                PolicyVersionsSent = standing.PolicyVersions.ToArray(),
                Events = (SendEvent[])[.. bars, .. doubts, .. optIns, .. ownActs, .. EntryEvents(entries.Concat(elsewhere), standing, point), .. PendingEvents(pending, pseudonyms)],
                Permission = PermissionOf(standing),
                Sale = SaleOf(standing),
                Service = standing.HadContract
                    ? new ServiceFacts { EndedOn = standing.ContractEndedAt is { } ended ? BrusselsTime.DayOf(ended) : null }
                    : null,
            }) with
        {
            DoNotCall = CheckOf(standing.DoNotCall),
            Robinson = CheckOf(standing.Robinson),
        };
    }

    /// <summary>The facts on an address that nobody in the registry has: relationship Unknown, no notice, the entries of the address.</summary>
    public SendFacts ForNobody(IReadOnlyList<SuppressionEntry> entries, IReadOnlyCollection<JournalLine> pending) => Facts(
        message,
        new ContactPointFacts { Dead = HasBounced(entries), Impersonal = ImpersonalMailboxes.Includes(address) },
        new PersonFacts
        {
            Relationship = Relationship.Unknown,
            Events = (SendEvent[])[.. EntryEvents(entries, null, null), .. PendingEvents(pending, [])],
        });

    private SendFacts Facts(MessageFacts asked, ContactPointFacts contactPoint, PersonFacts person) => new()
    {
        At = at,
        SuppressionAvailable = suppressionAvailable,
        Settings = settings,
        Message = asked,
        ContactPoint = contactPoint,
        Person = person,
    };

    private Relationship RelationshipOf(Person person)
    {
        var has = person.Relationships.ConvertAll(each => each.Relationship);
        if (relationship is { } wanted && has.Contains(wanted))
        {
            return wanted;
        }

        var order = message.Kind.IsReadable && message.Kind.Value == MessageKind.ProjectOffer ? ForProjects : ForOthers;
        return order.FirstOrDefault(has.Contains, Relationship.Unknown);
    }

    /// <summary>An opt-in is for the contact point it was given for, and moves only to one that the person gave later (N-5).</summary>
    private static bool IsBoundTo(StandingOptIn optIn, ContactPoint point) =>
        optIn.ContactPoint == point.Id || (point.GivenByPerson && point.AddedAt > optIn.RecordedAt);

    /// <summary>
    /// After a merge a bar is lifted only by an opt-in of its own origin or one given after the merge (RULES S-8). The gate knows no
    /// origins, so a bar that no such opt-in lifts is given to it as not liftable.
    /// </summary>
    private bool IsLiftable(StandingBar bar, Standing standing, ContactPoint? point) => bar.Liftable && IsLiftable(bar.Origin, bar.At, standing, point);

    /// <summary>The same for a doubt: it counts like a bar.</summary>
    private bool IsLiftable(Guid origin, DateTimeOffset since, Standing standing, ContactPoint? point) => standing.Merges.Count == 0 || point is null
        || standing.OptIns.Any(optIn => IsBoundTo(optIn, point) && IsForMessage(optIn) && LiftingRule.Lifts(optIn, origin, since, standing, Term));

    private ConsentTerm Term => new(settings.ConsentMonths, BrusselsTime.DayOf(at));

    // If that cannot be read, the gate answers so itself.
    private bool IsForMessage(StandingOptIn optIn) => message is { Channel.IsReadable: true, Kind.IsReadable: true, Promotional.IsReadable: true }
        && optIn.Channel == message.Channel.Value && optIn.Topic == message.DecidedKind.TopicOf();

    private static bool HasBounced(IEnumerable<SuppressionEntry> entries) => entries.Any(entry => entry.Reason == SuppressionReason.HardBounce);

    private IEnumerable<SendEvent> EntryEvents(IEnumerable<SuppressionEntry> entries, Standing? standing, ContactPoint? point)
    {
        foreach (var entry in entries.Where(entry => entry.Reason != SuppressionReason.HardBounce))
        {
            var bar = standing?.Bars.FirstOrDefault(each => each.Act == entry.ActId || each.Repeats == entry.ActId);
            yield return BarEvent(
                PropagateBars.TypeOf(entry), entry.Topic, entry.Channel, entry.ReceivedAt, entry.Reason.IsLiftable() && (bar is null || IsLiftable(bar, standing!, point)));
        }
    }

    /// <summary>Bars that hold already but are not in the database yet.</summary>
    private IEnumerable<SendEvent> PendingEvents(IEnumerable<JournalLine> pending, IReadOnlyCollection<Guid> pseudonyms)
    {
        var hex = keys.Select(key => key.ToString()).ToList();
        return pending
            .Where(line => line.Kind != JournalKind.Correction && (pseudonyms.Contains(line.Person) || line.Keys.Any(each => hex.Contains(each.Key))))
            .Select(line => BarEvent(line.Type, line.Topic, line.Channel, line.ReceivedAt, line.Reason.IsLiftable()));
    }

    /// <summary>
    /// A bar that is recorded counts, also one that was received a moment after this decision took its instant: the gate would leave it out
    /// as later, and nothing would notice at hand-over.
    /// </summary>
    private SendEvent BarEvent(LedgerEventType type, Topic? topic, Channel? channel, DateTimeOffset receivedAt, bool liftable)
    {
        var received = NotAfterDecision(receivedAt);
        return type switch
        {
            LedgerEventType.Objection => SendEvent.Objection(received, liftable),
            LedgerEventType.Complaint => SendEvent.Complaint(received, liftable),
            LedgerEventType.Erasure => SendEvent.Erasure(received, liftable),
            LedgerEventType.OptOutTopic when topic is { } barred => SendEvent.OptOutTopic(barred, channel, received, liftable),
            LedgerEventType.OptOutChannel when channel is { } barred => SendEvent.OptOutChannel(barred, received, liftable),
            // Any other entry bars everything: fail closed.
            _ => SendEvent.OptOutAll(received, liftable),
        };
    }

    private DateTimeOffset NotAfterDecision(DateTimeOffset received) => received < at ? received : at;

    private PermissionFacts? PermissionOf(Standing standing) => standing.Permission is { } permission
        ? new PermissionFacts
        {
            Source = permission.Source,
            LastOwnContactOn = permission.LastOwnContactOn,
            // A notice always explains the right to object, whether given before or carried by this message.
            ObjectionOffered = permission.ObjectionOffered || standing.NoticeGiven || (message.CarriesNotice.IsReadable && message.CarriesNotice.Value),
        }
        : null;

    private static SaleFacts? SaleOf(Standing standing) => standing.Sale is { } sale
        ? new SaleFacts
        {
            SoldOn = sale.On,
            AddressGotInSale = sale.AddressGotInSale,
            OwnSimilarServices = sale.OwnSimilarServices,
            ObjectionOfferedAtCollection = sale.ObjectionOffered,
        }
        : null;

    private static Fact<ListCheckFacts?> CheckOf(StandingListCheck? check) => check is null
        ? null
        : new ListCheckFacts { CheckedAt = check.CheckedAt, Listed = check.Listed, ListedAt = check.ListedAt };
}
