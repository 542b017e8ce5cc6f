using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Account.Operators;

namespace ConsentRegistry.Web.Commands.Demo;

/// <summary>What a demonstration holds.</summary>
public sealed record DemoCounts(int People, int OptIns, int OptOuts, int Campaigns, int Erasures, int Imports)
{
    /// <summary>Who can sign in.</summary>
    public IReadOnlyList<DemoSignIn> SignIns { get; init; } = [];

    /// <summary>Of each of them.</summary>
    public string? Password { get; init; }
}

/// <summary>
/// Two years of a staffing firm, day by day, through the use cases that the screens call. The chance is seeded, so that two demonstrations of
/// one day are the same but for their ids.
/// </summary>
/// <param name="colleagues">The ids of those who did it, by role.</param>
internal sealed class DemoHistory(IServiceProvider services, DemoClock clock, IReadOnlyDictionary<string, string> colleagues)
{
    private const int Seed = 2026;
    private const int DaysBetweenCampaigns = 30;
    private const int DaysBetweenImports = 120;
    private const string Notice = "2024-01";

    private static readonly string[] Scopes = ["all", "all", "topic:Projects", "topic:Events", "topic:Services", "topic:Projects:Email", "channel:Phone", "channel:Sms"];

    private static readonly Dictionary<string, string> Wordings = new()
    {
        ["nl"] = "Ja, Imalink mag mij hierover mailen. Ik kan dit altijd intrekken.",
        ["fr"] = "Oui, Imalink peut m’écrire à ce sujet. Je peux retirer mon accord à tout moment.",
        ["en"] = "Yes, Imalink may e-mail me about this. I can withdraw at any time.",
    };

    private readonly Random random = new(Seed);
    private readonly DemoPeople people = new(new Random(Seed + 1));
    private readonly List<(Guid Id, NewPerson Given)> known = [];
    private readonly List<Address> barred = [];
    private DemoCounts counts = new(0, 0, 0, 0, 0, 0);
    private int imported;

    private string Recruiting => OneOf(Role.Recruiter, Role.Recruiter, Role.Dpo);

    private string Anybody => OneOf(Role.Recruiter, Role.Marketing, Role.Dpo);

    private string Campaigning => OneOf(Role.Marketing, Role.Marketing, Role.Dpo);

    private string Dpo => colleagues[Role.Dpo];

    /// <param name="wanted">How many people.</param>
    /// <param name="progress">Days lived through.</param>
    public async Task<DemoCounts> LiveAsync(int wanted, IProgress<long>? progress, CancellationToken cancellation)
    {
        var begin = clock.GetUtcNow();
        var imports = new DemoImports(services.GetRequiredService<ImportPeople>(), people, random);
        var days = (int)(clock.End - begin).TotalDays;
        for (var day = 0; day < days; day++)
        {
            cancellation.ThrowIfCancellationRequested();
            var morning = new DateTimeOffset(begin.Date, TimeSpan.Zero).AddDays(day).AddHours(8);
            if (morning.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            clock.GoOnTo(morning);
            for (var due = wanted * (day + 1) / days; known.Count + imported + counts.Erasures < due;)
            {
                await RegisterAsync(cancellation);
            }

            await SomethingHappensAsync(cancellation);
            if (day % DaysBetweenCampaigns == DaysBetweenCampaigns - 1)
            {
                await CampaignAsync(morning, cancellation);
            }

            if (day % DaysBetweenImports == DaysBetweenImports - 1)
            {
                Later();
                imported += await imports.TakeInAsync(BrusselsTime.DayOf(clock.GetUtcNow()), known.ConvertAll(each => each.Given), barred, Recruiting, cancellation);
                counts = counts with { Imports = counts.Imports + 1 };
            }

            progress?.Report(day + 1);
        }

        clock.GoOnTo(clock.End);
        await services.GetRequiredService<CountStandings>().ExecuteAsync(cancellation);
        return counts with { People = known.Count + imported };
    }

    private async Task RegisterAsync(CancellationToken cancellation)
    {
        Later();
        var given = people.Next(BrusselsTime.DayOf(clock.GetUtcNow()), Notice);
        var person = Done(await services.GetRequiredService<RegisterPerson>().ExecuteAsync(given, Recruiting, cancellation));
        known.Add((person, given));
        if (random.Next(100) < 40)
        {
            await OptInAsync(person, given, cancellation);
        }
    }

    private async Task SomethingHappensAsync(CancellationToken cancellation)
    {
        if (known.Count == 0)
        {
            return;
        }

        Later();
        var at = random.Next(known.Count);
        var (person, given) = known[at];
        switch (random.Next(100))
        {
            case < 14:
                await OptOutAsync(person, SuppressionReason.OptOut, Scopes[random.Next(Scopes.Length)], cancellation);
                break;
            case < 15:
                await OptOutAsync(person, random.Next(2) == 0 ? SuppressionReason.Objection : SuppressionReason.Complaint, "all", cancellation);
                break;
            case < 32:
                await OptInAsync(person, given, cancellation);
                break;
            case < 40 when given.Relationship is Relationship.CandidateApplied or Relationship.CandidateSourced:
                Done(await services.GetRequiredService<RecordContactPermission>().ExecuteAsync(
                    new NewContactPermission(person, given.Relationship, AcquisitionSource.OwnInitiative, CollectionMoment.ProjectBid)
                    {
                        LastOwnContactOn = BrusselsTime.DayOf(clock.GetUtcNow()), ObjectionOffered = true, NoticeVersion = Notice, Note = "Belde zelf over een nieuwe opdracht.",
                    },
                    Recruiting, cancellation));
                break;
            case < 44 when given.Relationship == Relationship.CandidateApplied:
                // A refusal is an answer: the contract may run already.
                await services.GetRequiredService<RecordContractStep>().ExecuteAsync(person, ContractStep.ContractBegun, BrusselsTime.DayOf(clock.GetUtcNow()), null, Recruiting, cancellation);
                break;
            case < 46:
                // Whoever is restricted already stays so, until the next time.
                if (!(await services.GetRequiredService<RestrictPerson>().ExecuteAsync(person, restricted: true, "Betwist de juistheid van de gegevens.", Dpo, cancellation)).IsDone)
                {
                    Done(await services.GetRequiredService<RestrictPerson>().ExecuteAsync(person, restricted: false, "De gegevens zijn nagekeken en juist.", Dpo, cancellation));
                }

                break;
            case < 47:
                Done(await services.GetRequiredService<ErasePerson>().ExecuteAsync(person, Dpo, EntryPoint.Screen, cancellation));
                known.RemoveAt(at);
                counts = counts with { Erasures = counts.Erasures + 1 };
                break;
        }
    }

    private async Task OptInAsync(Guid person, NewPerson given, CancellationToken cancellation)
    {
        Later();
        var topics = given.Relationship == Relationship.Client ? new[] { Topic.Services, Topic.Events } : [Topic.Projects, Topic.Events];
        Done(await services.GetRequiredService<RecordOptIn>().ExecuteAsync(
            new NewOptIn(person, topics[random.Next(topics.Length)], Channel.Email)
            {
                GivenAt = clock.GetUtcNow(), Wording = Wordings[given.Language], Language = given.Language, PolicyVersion = Notice, How = "web form",
                // Now and then a colleague forgets the proof, which the gate then says.
                Evidence = new Evidence(random.Next(12) == 0 ? null : $"Form no. {random.Next(10_000, 99_999)}"),
            },
            Recruiting, cancellation));
        counts = counts with { OptIns = counts.OptIns + 1 };
    }

    private async Task OptOutAsync(Guid person, SuppressionReason reason, string scope, CancellationToken cancellation)
    {
        _ = BarScope.TryParse(scope, out var bar);
        Done(await services.GetRequiredService<RecordOptOut>().ExecuteAsync(
            person, new NewOptOut(bar!.Value) { Reason = reason, EntryPoint = EntryPoint.Screen, ReceivedAt = clock.GetUtcNow().AddHours(-random.Next(24)) }, Anybody, cancellation));
        counts = counts with { OptOuts = counts.OptOuts + 1 };
        if (bar.Value.IsEverything)
        {
            barred.AddRange(known.Where(each => each.Id == person).SelectMany(each => each.Given.Addresses).Where(address => address.Kind == AddressKind.Email));
        }
    }

    private async Task CampaignAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        Later();
        var number = counts.Campaigns;
        var month = at.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        var draft = (number % 3) switch
        {
            0 => new CampaignDraft
            {
                Name = $"Java-ontwikkelaars voor Gent, {month}", Kind = MessageKind.ProjectOffer, OfferReference = $"P-{100 + number}", CarriesNotice = true,
                Audience = new Audience { Relationships = [Relationship.CandidateApplied, Relationship.CandidateSourced], Skills = ["Java", "C#"] },
            },
            1 => new CampaignDraft
            {
                Name = $"Kennisavond, {month}", Kind = MessageKind.EventInvitation, Audience = new Audience { OptedInTo = Topic.Events },
                Texts = Texts("Kom naar onze kennisavond over testautomatisering.", "Venez à notre soirée sur l’automatisation des tests.", "Join our evening on test automation."),
            },
            _ => new CampaignDraft
            {
                Name = $"Nieuws over onze diensten, {month}", Kind = MessageKind.ServiceNews, Audience = new Audience { Relationships = [Relationship.Client] },
                Texts = Texts("Vanaf dit kwartaal leveren we ook architecten.", "Dès ce trimestre, nous proposons aussi des architectes.", "From this quarter on we also offer architects."),
            },
        };
        var saved = Done(await services.GetRequiredService<SaveCampaign>().ExecuteAsync(draft, Campaigning, cancellation));
        counts = counts with { Campaigns = counts.Campaigns + 1 };
        if (at.AddDays(DaysBetweenCampaigns) > clock.End)
        {
            // The last one stays a draft, to be tried out.
            return;
        }

        Done(await services.GetRequiredService<StartCampaign>().StartAsync(saved.Id, cancellation: cancellation));
        await services.GetRequiredService<DeliverCampaign>().ExecuteAsync(saved.Id, cancellation);
    }

    private static IReadOnlyList<CampaignTextDraft> Texts(string nl, string fr, string en) => [new("nl", null, nl), new("fr", null, fr), new("en", null, en)];

    private string OneOf(params string[] roles) => colleagues[roles[random.Next(roles.Length)]];

    private void Later() => clock.GoOnTo(clock.GetUtcNow().AddMinutes(random.Next(1, 50)));

    private static T Done<T>(Result<T> outcome) =>
        outcome.IsDone ? outcome.Value : throw new InvalidOperationException($"The demonstration does something that is refused: {outcome.Refusal}.");
}
