using ConsentRegistry.Core;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Tests.Sending;

/// <summary>
/// Random facts from a seed: every value in range, instants and days often on or beside a limit, and enough of each that
/// every rule and code is reached.
/// </summary>
internal sealed class FactsGenerator(int seed)
{
    private readonly Random random = new(seed);

    public static IEnumerable<SendFacts> Many(int seed, int count)
    {
        var generator = new FactsGenerator(seed);
        for (var made = 0; made < count; made++)
        {
            yield return generator.Next();
        }
    }

    public SendFacts Next()
    {
        var at = SomeFacts.Now.AddHours(random.Next(-9000, 9000));
        return new SendFacts
        {
            At = at,
            SuppressionAvailable = !Chance(2),
            Settings = Settings(),
            Message = Message(),
            ContactPoint = new ContactPointFacts { Dead = Chance(8), Impersonal = Chance(30) },
            Person = Person(at),
            DoNotCall = ListCheck(at, TimeSpan.FromHours(24)),
            Robinson = ListCheck(at, TimeSpan.FromDays(31)),
        };
    }

    public bool Chance(int percent) => random.Next(100) < percent;

    public T One<T>(params ReadOnlySpan<T> values) => values[random.Next(values.Length)];

    public T Any<T>()
        where T : struct, Enum => One(Enum.GetValues<T>());

    /// <summary>Any bar at this instant; it may be one that no opt-in lifts.</summary>
    public SendEvent Bar(DateTimeOffset at) => random.Next(3) switch
    {
        0 => PersonWideBar(at),
        1 => SendEvent.OptOutTopic(Any<Topic>(), Chance(50) ? Any<Channel>() : null, at, liftable: !Chance(10)),
        _ => SendEvent.OptOutChannel(Any<Channel>(), at, liftable: !Chance(10)),
    };

    public SendEvent PersonWideBar(DateTimeOffset at) => random.Next(4) switch
    {
        0 => SendEvent.Objection(at, liftable: !Chance(10)),
        1 => SendEvent.OptOutAll(at, liftable: !Chance(10)),
        2 => SendEvent.Complaint(at, liftable: !Chance(10)),
        _ => SendEvent.Erasure(at, liftable: !Chance(10)),
    };

    /// <summary>Any doubt at this instant: about everything, a topic, a channel, or a topic on a channel.</summary>
    public SendEvent Doubt(DateTimeOffset at) =>
        SendEvent.Doubt(Chance(50) ? Any<Topic>() : null, Chance(50) ? Any<Channel>() : null, at, liftable: !Chance(10));

    /// <summary>An instant within three years before, or now and then just after, another.</summary>
    public DateTimeOffset Around(DateTimeOffset at) => One(
        at,
        at.AddTicks(1),
        at.AddMonths(-24),
        at.AddMonths(-24).AddDays(1),
        at.AddHours(-random.Next(24 * 30)),
        at.AddHours(-random.Next(24 * 365)),
        at.AddHours(-random.Next(24 * 365 * 3)));

    private GateSettings Settings()
    {
        var shipped = GateSettings.Shipped;
        return Chance(40) ? shipped : shipped with
        {
            ContactPermission = Any<ContactPermissionUse>(),
            PermissionMonths = One(1, 12, 24, 36),
            ConsentMonths = One(1, 12, 24, 36),
            SoftOptInMonths = One(1, 12, 24, 36),
            SoftOptInCoversEvents = Chance(50),
            SoftOptInCoversSms = Chance(50),
            ImpersonalMailboxOfUnknownCompany = Chance(50),
            FeedbackDays = One(0, 90, 3650),
            DoNotCallMaxAgeHours = One(1, 24, 168),
            RobinsonMaxAgeDays = One<int?>(1, 31, 366, null),
            AssessedRoutes = [.. Enumerable.Range(0, random.Next(4)).Select(_ =>
                new AssessedRoute(Any<Relationship>(), Any<MessageKind>(), Any<Channel>(), "LIA-1"))],
        };
    }

    private MessageFacts Message() => new()
    {
        Kind = Any<MessageKind>(),
        Channel = Chance(40) ? Channel.Email : Any<Channel>(),
        Promotional = Chance(15),
        LegalCase = Chance(15) ? "RC-1" : null,
        LegalCaseAlreadySent = Chance(30),
        ContractLink = One<ContractLink?>(null, ContractLink.Application, ContractLink.Contract),
        Offer = Chance(85) ? "P-7" : null,
        MatchReason = Chance(85) ? "Knows the same stack" : null,
        ObjectionOffered = Chance(85),
        CarriesNotice = Chance(20),
        PolicyVersion = One(null, "v1", "v2", "v3"),
        MeantForCompany = Chance(60),
        DpoRelease = Chance(30),
    };

    private PersonFacts Person(DateTimeOffset at)
    {
        var today = BrusselsTime.DayOf(at);
        return new PersonFacts
        {
            Relationship = Any<Relationship>(),
            NoticeGiven = Chance(85),
            Restricted = Chance(10),
            PolicyVersionsSent = Chance(50) ? Array.Empty<string>() : ["v1", "v2"],
            Events = Enumerable.Range(0, One(0, 0, 1, 1, 2, 3, 5)).Select(_ => Event(at)).ToArray(),
            Permission = Chance(30) ? null : new PermissionFacts
            {
                Source = Any<AcquisitionSource>(),
                LastOwnContactOn = DayBefore(today),
                ObjectionOffered = Chance(85),
            },
            Sale = Chance(30) ? null : new SaleFacts
            {
                SoldOn = DayBefore(today),
                AddressGotInSale = Chance(90),
                OwnSimilarServices = Chance(90),
                ObjectionOfferedAtCollection = Chance(90),
            },
            Service = Chance(30) ? null : new ServiceFacts
            {
                EndedOn = One<DateOnly?>(null, today, today.AddDays(-90), today.AddDays(-91), today.AddDays(5)),
            },
        };
    }

    private DateOnly DayBefore(DateOnly today) => One(
        today, today, today.AddMonths(-24), today.AddMonths(-24).AddDays(1), today.AddDays(-random.Next(900)), Chance(10) ? today.AddDays(1) : today);

    private SendEvent Event(DateTimeOffset at) => random.Next(11) switch
    {
        < 5 => SendEvent.OptIn(Any<Topic>(), Chance(50) ? Channel.Email : Any<Channel>(), Around(at), proven: Chance(80), startedByPerson: Chance(70)),
        5 => SendEvent.ApplicationBegun(Around(at)),
        6 => SendEvent.ContractBegun(Around(at)),
        7 => Doubt(Around(at)),
        _ => Bar(Around(at)),
    };

    private ListCheckFacts? ListCheck(DateTimeOffset at, TimeSpan limit) => Chance(15) ? null : new ListCheckFacts
    {
        CheckedAt = One(at, at - limit, at - limit - TimeSpan.FromTicks(1), at.AddTicks(1), at.AddMinutes(-random.Next(2000))),
        Listed = Chance(30),
        ListedAt = Around(at),
    };
}
