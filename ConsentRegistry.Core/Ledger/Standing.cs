using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Ledger;

/// <summary>An opt-in as the history holds it.</summary>
/// <param name="Origin">The pseudonym under which it was recorded; after a merge not the person's own.</param>
/// <param name="ContactPoint">The contact point to which it is bound (N-5).</param>
/// <param name="At">When the person gave it.</param>
/// <param name="RecordedAt">When it was written here.</param>
public sealed record StandingOptIn(
    Topic Topic, Channel Channel, DateTimeOffset At, DateTimeOffset RecordedAt, bool Proven, bool StartedByPerson, Guid? ContactPoint, Guid Origin, long Sequence)
{
    public GivenOptIn Given => new() { At = At, Proven = Proven, StartedByPerson = StartedByPerson };
}

/// <summary>A bar as the history holds it.</summary>
/// <param name="Act">The act that wrote it.</param>
/// <param name="Repeats">The act that it extends to this person (RULES S-8); null for an original.</param>
/// <param name="Origin">The pseudonym that said no first; a repeated bar keeps it.</param>
public sealed record StandingBar(
    LedgerEventType Type, Topic? Topic, Channel? Channel, DateTimeOffset At, bool Liftable, Guid Act, Guid? Repeats, Guid Origin, long Sequence);

/// <summary>An open question whether the person said no (RULES 1 "doubt").</summary>
/// <param name="Topic">What it is about; null for all topics.</param>
/// <param name="Channel">Null for all channels.</param>
/// <param name="At">From when on it counts: when the file, or the day in it, says that it was said.</param>
/// <param name="Act">The act that opened it; its answer, and the bar that follows from it, bear the same.</param>
/// <param name="Origin">The pseudonym under which it was opened; after a merge not the person's own.</param>
public sealed record StandingDoubt(Topic? Topic, Channel? Channel, DateTimeOffset At, Guid Act, Guid Origin, long Sequence);

/// <summary>The contact permission: a fact with a source and a day, never consent (RULES 1).</summary>
public sealed record StandingPermission(AcquisitionSource Source, DateOnly LastOwnContactOn, bool ObjectionOffered, long Sequence);

/// <summary>Evidence of a sale (rule G-14).</summary>
public sealed record StandingSale(DateOnly On, bool AddressGotInSale, bool OwnSimilarServices, bool ObjectionOffered);

/// <summary>A look at the do-not-call or Robinson list (rule G-11).</summary>
public sealed record StandingListCheck(DateTimeOffset CheckedAt, bool Listed, DateTimeOffset? ListedAt);

/// <summary>
/// What the events of a person add up to, at any instant. It says what is recorded, not what is allowed: that is the gate's.
/// </summary>
public sealed class Standing
{
    private readonly List<StandingOptIn> optIns = [];
    private readonly List<StandingBar> bars = [];
    private readonly List<StandingDoubt> doubts = [];
    private readonly List<(Guid From, Guid Into, DateTimeOffset At)> merges = [];
    private readonly HashSet<Guid> restricted = [];
    private readonly List<(LedgerEventType Type, DateTimeOffset At)> ownActs = [];
    private readonly SortedSet<string> policyVersions = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> deadContactPoints = [];

    public IReadOnlyList<StandingOptIn> OptIns => optIns;

    public IReadOnlyList<StandingBar> Bars => bars;

    /// <summary>Doubts that nobody has answered.</summary>
    public IReadOnlyList<StandingDoubt> Doubts => doubts;

    public StandingPermission? Permission { get; private set; }

    /// <summary>An Article 13/14 notice is on record.</summary>
    public bool NoticeGiven { get; private set; }

    /// <summary>Versions of notice and policy that were sent.</summary>
    public IReadOnlyCollection<string> PolicyVersions => policyVersions;

    /// <summary>Article 18 restriction is in force.</summary>
    public bool Restricted => restricted.Count > 0;

    public IReadOnlySet<Guid> DeadContactPoints => deadContactPoints;

    /// <summary>Applications and contracts that the person began.</summary>
    public IReadOnlyList<(LedgerEventType Type, DateTimeOffset At)> OwnActs => ownActs;

    public bool ApplicationOpen { get; private set; }

    public bool ContractRuns { get; private set; }

    /// <summary>When the last contract ended; null while one runs or where there was none.</summary>
    public DateTimeOffset? ContractEndedAt { get; private set; }

    public bool HadContract { get; private set; }

    public StandingSale? Sale { get; private set; }

    public StandingListCheck? DoNotCall { get; private set; }

    public StandingListCheck? Robinson { get; private set; }

    /// <summary>Which records went into which, in order.</summary>
    public IReadOnlyList<(Guid From, Guid Into, DateTimeOffset At)> Merges => merges;

    /// <summary>The last event that counted; 0 where there is none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Folds the events of one person, merged records included, in the order of the chain.</summary>
    /// <param name="events">Any order; sorted here.</param>
    /// <param name="asOf">Events recorded later do not count; null for all.</param>
    public static Standing Fold(IEnumerable<LedgerEvent> events, DateTimeOffset? asOf = null)
    {
        var standing = new Standing();
        var counted = events.Where(each => asOf is null || each.RecordedAt <= asOf).OrderBy(each => each.Sequence).ToList();
        var takenBack = counted.Where(each => each.Type == LedgerEventType.ContactTakenBack).Select(each => each.ActId).ToList();
        foreach (var each in counted)
        {
            if (!(each.Type.GoesWithItsContact() && takenBack.Contains(each.ActId)))
            {
                standing.Apply(each);
            }

            standing.Sequence = each.Sequence;
        }

        return standing;
    }

    private void Apply(LedgerEvent each)
    {
        var facts = each.Facts;
        switch (each.Type)
        {
            case LedgerEventType.OptInRecorded:
                optIns.Add(new(
                    each.Topic!.Value, each.Channel!.Value, each.EffectiveAt, each.RecordedAt, facts.Proven, facts.StartedByPerson, facts.ContactPoint, each.Person, each.Sequence));
                break;
            case var type when type.IsBar():
                var origin = bars.Find(bar => bar.Act == facts.Repeats)?.Origin ?? each.Person;
                bars.Add(new(type, each.Topic, each.Channel, each.EffectiveAt, !facts.NotLiftable, each.ActId, facts.Repeats, origin, each.Sequence));
                break;
            case LedgerEventType.DoubtOpened:
                doubts.Add(new(each.Topic, each.Channel, each.EffectiveAt, each.ActId, each.Person, each.Sequence));
                break;
            case LedgerEventType.DoubtAnswered:
                doubts.RemoveAll(doubt => doubt.Sequence == facts.Entry);
                break;
            case LedgerEventType.SuppressionCorrected:
                bars.RemoveAll(bar => bar.Sequence == facts.Entry);
                break;
            case LedgerEventType.ContactPermissionRecorded when Permission is null || facts.LastOwnContactOn >= Permission.LastOwnContactOn:
                Permission = new(facts.Source!.Value, facts.LastOwnContactOn!.Value, facts.ObjectionOffered, each.Sequence);
                break;
            case LedgerEventType.NoticeGiven:
                NoticeGiven = true;
                policyVersions.Add(facts.Version ?? string.Empty);
                break;
            case LedgerEventType.PolicyNoticeSent:
                policyVersions.Add(facts.Version ?? string.Empty);
                break;
            case LedgerEventType.RestrictionSet or LedgerEventType.RestrictionLifted:
                ApplyRestriction(each);
                break;
            case LedgerEventType.ContactPointDied:
                deadContactPoints.Add(facts.ContactPoint!.Value);
                break;
            case LedgerEventType.PersonMerged:
                merges.Add((each.Person, facts.Into!.Value, each.EffectiveAt));
                break;
            case LedgerEventType.ApplicationBegun or LedgerEventType.ApplicationClosed or LedgerEventType.ContractBegun or LedgerEventType.ContractEnded:
                ApplyOwnAct(each);
                break;
            case LedgerEventType.SaleRecorded:
                Sale = new(BrusselsTime.DayOf(each.EffectiveAt), facts.AddressGotInSale, facts.OwnSimilarServices, facts.ObjectionOffered);
                break;
            case LedgerEventType.DoNotCallChecked:
                DoNotCall = new(each.EffectiveAt, facts.Listed, facts.ListedAt);
                break;
            case LedgerEventType.RobinsonChecked:
                Robinson = new(each.EffectiveAt, facts.Listed, facts.ListedAt);
                break;
        }
    }

    /// <summary>A restriction of a record that was merged in is lifted by a later act on the whole, never by an earlier one on the other half.</summary>
    private void ApplyRestriction(LedgerEvent each)
    {
        if (each.Type == LedgerEventType.RestrictionSet)
        {
            restricted.Add(each.Person);
            return;
        }

        var whole = new HashSet<Guid> { each.Person };
        for (var before = 0; before != whole.Count;)
        {
            before = whole.Count;
            whole.UnionWith(merges.Where(merge => whole.Contains(merge.Into)).Select(merge => merge.From).ToList());
        }

        restricted.ExceptWith(whole);
    }

    private void ApplyOwnAct(LedgerEvent each)
    {
        switch (each.Type)
        {
            case LedgerEventType.ApplicationBegun:
                ApplicationOpen = true;
                ownActs.Add((each.Type, each.EffectiveAt));
                break;
            case LedgerEventType.ApplicationClosed:
                ApplicationOpen = false;
                break;
            case LedgerEventType.ContractBegun:
                (ContractRuns, HadContract, ContractEndedAt) = (true, true, null);
                ownActs.Add((each.Type, each.EffectiveAt));
                break;
            case LedgerEventType.ContractEnded:
                (ContractRuns, ContractEndedAt) = (false, each.EffectiveAt);
                break;
        }
    }
}
