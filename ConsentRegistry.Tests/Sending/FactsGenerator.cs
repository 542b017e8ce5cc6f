using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using CsCheck;

namespace ConsentRegistry.Tests.Sending;

/// <summary>
/// Any facts: every value in range, instants and days often on or beside a limit, and enough of each that every rule and code is reached.
/// </summary>
internal static class FactsGenerator
{
    private static Gen<AssessedRoute> Route { get; } =
        from relationship in Any<Relationship>()
        from kind in Any<MessageKind>()
        from channel in Any<Channel>()
        select new AssessedRoute(relationship, kind, channel, "LIA-1");

    private static Gen<GateSettings> Settings { get; } =
        from permission in Any<ContactPermissionUse>()
        from months in One(1, 12, 24, 36).Array[3]
        from yes in Chance(50).Array[3]
        from feedbackDays in One(0, 90, 3650)
        from doNotCallHours in One(1, 24, 168)
        from robinsonDays in One<int?>(1, 31, 366, null)
        from routes in Route.Array[0, 3]
        select new GateSettings
        {
            ContactPermission = permission,
            PermissionMonths = months[0],
            ConsentMonths = months[1],
            SoftOptInMonths = months[2],
            SoftOptInCoversEvents = yes[0],
            SoftOptInCoversSms = yes[1],
            ImpersonalMailboxOfUnknownCompany = yes[2],
            FeedbackDays = feedbackDays,
            DoNotCallMaxAgeHours = doNotCallHours,
            RobinsonMaxAgeDays = robinsonDays,
            AssessedRoutes = routes,
        };

    private static Gen<MessageFacts> Message { get; } =
        from kind in Any<MessageKind>()
        from channel in AnyChannel(mail: 40)
        from isPromotional in Chance(15)
        from isLegal in Chance(15)
        from isSent in Chance(30)
        from link in One<ContractLink?>(null, ContractLink.Application, ContractLink.Contract)
        from isMatched in Chance(85).Array[3]
        from carriesNotice in Chance(20)
        from version in One(null, "v1", "v2", "v3")
        from isForCompany in Chance(60)
        from isReleased in Chance(30)
        select new MessageFacts
        {
            Kind = kind,
            Channel = channel,
            Promotional = isPromotional,
            LegalCase = isLegal ? "RC-1" : null,
            LegalCaseAlreadySent = isSent,
            ContractLink = link,
            Offer = isMatched[0] ? "P-7" : null,
            MatchReason = isMatched[1] ? "Knows the same stack" : null,
            ObjectionOffered = isMatched[2],
            CarriesNotice = carriesNotice,
            PolicyVersion = version,
            MeantForCompany = isForCompany,
            DpoRelease = isReleased,
        };

    /// <summary>Any facts. Those that break a property are made as small as can be before they are shown.</summary>
    public static Gen<SendFacts> Facts { get; } =
        from at in Gen.Int[-9000, 9000].Select(hours => SomeFacts.Now.AddHours(hours))
        from isUnanswered in Chance(2)
        from settings in Chance(60).SelectMany(isChanged => isChanged ? Settings : Gen.Const(GateSettings.Shipped))
        from message in Message
        from isDead in Chance(8)
        from isImpersonal in Chance(30)
        from person in PersonAt(at)
        from doNotCall in ListCheckAt(at, TimeSpan.FromHours(24))
        from robinson in ListCheckAt(at, TimeSpan.FromDays(31))
        select new SendFacts
        {
            At = at,
            SuppressionAvailable = !isUnanswered,
            Settings = settings,
            Message = message,
            ContactPoint = new ContactPointFacts { Dead = isDead, Impersonal = isImpersonal },
            Person = person,
            DoNotCall = doNotCall,
            Robinson = robinson,
        };

    /// <summary>Any bar at this instant; it may be one that no opt-in lifts.</summary>
    public static Gen<SendEvent> BarAt(DateTimeOffset at) =>
        from kind in Gen.Int[0, 2]
        from wide in PersonWideBarAt(at)
        from topic in Any<Topic>()
        from channel in Any<Channel>()
        from isNarrow in Chance(50)
        from isFirm in Chance(10)
        select kind switch
        {
            0 => wide,
            1 => SendEvent.OptOutTopic(topic, isNarrow ? channel : null, at, liftable: !isFirm),
            _ => SendEvent.OptOutChannel(channel, at, liftable: !isFirm),
        };

    public static Gen<SendEvent> PersonWideBarAt(DateTimeOffset at) =>
        from kind in Gen.Int[0, 3]
        from isFirm in Chance(10)
        select kind switch
        {
            0 => SendEvent.Objection(at, liftable: !isFirm),
            1 => SendEvent.OptOutAll(at, liftable: !isFirm),
            2 => SendEvent.Complaint(at, liftable: !isFirm),
            _ => SendEvent.Erasure(at, liftable: !isFirm),
        };

    /// <summary>Any doubt at this instant: about everything, a topic, a channel, or a topic on a channel.</summary>
    public static Gen<SendEvent> DoubtAt(DateTimeOffset at) =>
        from topic in Any<Topic>()
        from channel in Any<Channel>()
        from isNarrow in Chance(50).Array[2]
        from isFirm in Chance(10)
        select SendEvent.Doubt(isNarrow[0] ? topic : null, isNarrow[1] ? channel : null, at, liftable: !isFirm);

    /// <summary>An instant within three years before, or now and then just after, another.</summary>
    public static Gen<DateTimeOffset> Around(DateTimeOffset at) =>
        from limit in Gen.Int[0, 6]
        from part in Gen.Int[0, (24 * 30) - 1]
        select limit switch
        {
            0 => at,
            1 => at.AddTicks(1),
            2 => at.AddMonths(-24),
            3 => at.AddMonths(-24).AddDays(1),
            4 => at.AddHours(-part),
            5 => at.AddHours(-part * 12),
            _ => at.AddHours(-part * 36),
        };

    public static Gen<bool> Chance(int percent) => Gen.Int[0, 99].Select(number => number >= 100 - percent);

    public static Gen<T> Any<T>()
        where T : struct, Enum => One(Enum.GetValues<T>());

    public static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(number => values[number]);

    private static Gen<PersonFacts> PersonAt(DateTimeOffset at)
    {
        var today = BrusselsTime.DayOf(at);
        return
            from relationship in Any<Relationship>()
            from isTold in Chance(85)
            from isRestricted in Chance(10)
            from wasAnnounced in Chance(50)
            from events in One(0, 0, 1, 1, 2, 3, 5).SelectMany(count => EventAt(at).Array[count])
            from source in Any<AcquisitionSource>()
            from days in DayBefore(today).Array[2]
            from isOffered in Chance(85)
            from sale in Chance(90).Array[3]
            from end in One<DateOnly?>(null, today, today.AddDays(-90), today.AddDays(-91), today.AddDays(5))
            from isThere in Chance(70).Array[3]
            select new PersonFacts
            {
                Relationship = relationship,
                NoticeGiven = isTold,
                Restricted = isRestricted,
                PolicyVersionsSent = wasAnnounced ? ["v1", "v2"] : Array.Empty<string>(),
                Events = events,
                Permission = !isThere[0] ? null : new PermissionFacts
                {
                    Source = source,
                    LastOwnContactOn = days[0],
                    ObjectionOffered = isOffered,
                },
                Sale = !isThere[1] ? null : new SaleFacts
                {
                    SoldOn = days[1],
                    AddressGotInSale = sale[0],
                    OwnSimilarServices = sale[1],
                    ObjectionOfferedAtCollection = sale[2],
                },
                Service = !isThere[2] ? null : new ServiceFacts { EndedOn = end },
            };
    }

    private static Gen<DateOnly> DayBefore(DateOnly today) =>
        from limit in Gen.Int[0, 5]
        from days in Gen.Int[0, 899]
        from isAfter in Chance(10)
        select limit switch
        {
            0 or 1 => today,
            2 => today.AddMonths(-24),
            3 => today.AddMonths(-24).AddDays(1),
            4 => today.AddDays(-days),
            _ => isAfter ? today.AddDays(1) : today,
        };

    private static Gen<SendEvent> EventAt(DateTimeOffset now) =>
        from kind in Gen.Int[0, 10]
        from at in Around(now)
        from topic in Any<Topic>()
        from channel in AnyChannel(mail: 50)
        from isProven in Chance(80)
        from isOwn in Chance(70)
        from doubt in DoubtAt(at)
        from bar in BarAt(at)
        select kind switch
        {
            < 5 => SendEvent.OptIn(topic, channel, at, isProven, isOwn),
            5 => SendEvent.ApplicationBegun(at),
            6 => SendEvent.ContractBegun(at),
            7 => doubt,
            _ => bar,
        };

    private static Gen<ListCheckFacts?> ListCheckAt(DateTimeOffset at, TimeSpan limit) =>
        from isThere in Chance(85)
        from checkedAt in One(at, at - limit, at - limit - TimeSpan.FromTicks(1), at.AddTicks(1))
        from minutes in Gen.Int[0, 1999]
        from isRecent in Chance(20)
        from isListed in Chance(30)
        from listedAt in Around(at)
        select isThere
            ? new ListCheckFacts { CheckedAt = isRecent ? at.AddMinutes(-minutes) : checkedAt, Listed = isListed, ListedAt = listedAt }
            : null;

    private static Gen<Channel> AnyChannel(int mail) =>
        from isMail in Chance(mail)
        from channel in Any<Channel>()
        select isMail ? Channel.Email : channel;
}
