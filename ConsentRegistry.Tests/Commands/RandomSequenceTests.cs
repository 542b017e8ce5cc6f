using System.Globalization;
using ConsentRegistry.Core;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands;

namespace ConsentRegistry.Tests.Commands;

/// <summary>
/// Guarantees 3 and 4 against chance: acts in an order that nobody thought of, through the verbs on one open registry, and after each of
/// them no message passes that a simple model of bars forbids. A failure names the seed, the step and the act. <c>CONSENT_RANDOM_STEPS</c>
/// sets how many acts (CI makes 10,000 of them), <c>CONSENT_RANDOM_SEED</c> another order.
/// </summary>
public sealed class RandomSequenceTests : IAsyncLifetime
{
    private const int StepsBetweenRestarts = 400;

    private static readonly int Seed = FromEnvironment("CONSENT_RANDOM_SEED", 20260316);
    private static readonly int Steps = FromEnvironment("CONSENT_RANDOM_STEPS", 1_000);

    /// <summary>Three times at least, and not more than eight: every look-up climbs the ladder of all keys.</summary>
    private static readonly int StepsBetweenKeys = Math.Max(300, Steps / 8);
    private static readonly int StepsBetweenFullChecks = Math.Max(250, Steps / 10);

    private static readonly string[] Scopes =
        ["all", "topic:Projects", "topic:Events", "topic:Services", "topic:Projects:Email", "topic:Events:Sms", "channel:Email", "channel:Sms"];

    private static readonly SuppressionReason[] Reasons =
        [SuppressionReason.OptOut, SuppressionReason.Objection, SuppressionReason.Complaint, SuppressionReason.Manual, SuppressionReason.DomainRequest];

    private static readonly MessageKind[] Kinds = [MessageKind.ProjectOffer, MessageKind.ServiceNews, MessageKind.EventInvitation, MessageKind.Feedback];

    private readonly Random random = new(Seed);
    private readonly BarModel model = new();
    private TestRegistry registry = null!;
    private int step;
    private int allowed;
    private int barred;
    private string act = "";
    private List<ImportedRow> rows = [];

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "proof.txt"), "signed");
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task No_order_of_acts_lets_a_message_through_that_a_bar_forbids()
    {
        for (step = 1; step <= Steps; step++)
        {
            registry.Clock.Advance(TimeSpan.FromMinutes(1));
            var touched = await ActAsync();
            await CheckAsync(touched, [Kinds[random.Next(Kinds.Length)]]);
            if (step % StepsBetweenKeys == 0)
            {
                Assert.Equal(0, await RunAsync("rotate-key"));
            }

            if (step % StepsBetweenRestarts == 0)
            {
                await registry.ReopenAsync();
            }

            if (step % StepsBetweenFullChecks == 0)
            {
                await CheckAsync(model.Addresses, [MessageKind.ProjectOffer]);
            }
        }

        await CheckAsync(model.Addresses, Kinds);
        Assert.Equal(0, await RunAsync("verify"));
        // A registry that blocks everything, or a model that bars nothing, would prove nothing.
        Assert.True(allowed > Steps / 10, $"Only {allowed} decisions allowed.");
        Assert.True(barred > Steps, $"Only {barred} barred pairs looked at.");
    }

    private Task<IReadOnlyCollection<string>> ActAsync() => random.Next(100) switch
    {
        < 16 => RegisterAsync(),
        < 24 => ImportAsync(),
        < 37 => OptOutAsync(),
        < 48 => AddAddressAsync(),
        < 53 => RemoveAddressAsync(),
        < 57 => EditAsync(),
        < 61 => MergeAsync(),
        < 90 => OptInAsync(),
        < 96 => EraseAsync(),
        _ => SuppressAsync(),
    };

    private async Task<IReadOnlyCollection<string>> RegisterAsync()
    {
        var addresses = Enumerable.Range(0, random.Next(1, 4)).Select(_ => SomeAddress()).Distinct().ToList();
        act = $"register {string.Join(' ', addresses)}";
        var outcome = await registry.Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "An",
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [.. addresses.Select(address => Address.Read(Spelled(address))!)],
                AcquiredOn = BrusselsTime.DayOf(registry.Clock.Now),
                NoticeVersion = "v3",
                ObjectionOffered = true,
                SharesAddress = random.Next(3) == 0,
            },
            TestRegistry.By);
        return outcome.IsDone ? model.Register(outcome.Value, addresses) : addresses;
    }

    /// <summary>A file of a job site with addresses known and unknown, barred and not; now and then the one before once more.</summary>
    private async Task<IReadOnlyCollection<string>> ImportAsync()
    {
        if (rows.Count == 0 || random.Next(4) > 0)
        {
            rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new ImportedRow(SomeAddress('e'), random.Next(2) == 0 ? SomeAddress('p') : null, random.Next(12) == 0))];
        }

        await File.WriteAllLinesAsync(
            Path.Combine(registry.Desk, "export.csv"),
            ["Voornaam;Achternaam;E-mailadres;Gsm;Uitgeschreven", .. rows.Select(row => $"An;Peeters;{Spelled(row.Email)};{(row.Phone is { } phone ? Spelled(phone) : "")};{(row.OptedOut ? "ja" : "")}")]);
        if (await RunAsync("import", "export.csv", "--notice", "v3") != 0)
        {
            return [];
        }

        var touched = new HashSet<string>();
        foreach (var row in rows)
        {
            touched.UnionWith(await HeldNowAsync(row));
        }

        touched.UnionWith(model.Import([.. rows.Select(row => (row.Addresses, row.OptedOut))]));
        act += $" [{string.Join(", ", rows)}]";
        return touched;
    }

    /// <summary>Whom the registry made of a row is its own affair, so the model asks; what is barred it never asks.</summary>
    private async Task<HashSet<string>> HeldNowAsync(ImportedRow row)
    {
        var touched = new HashSet<string>();
        foreach (var address in row.Addresses)
        {
            touched.Add(address);
            foreach (var holder in await registry.Get<PeopleQueries>().HoldersAsync(Address.Read(Spelled(address))!))
            {
                touched.UnionWith(model.Meet(holder.Id, address));
            }
        }

        return touched;
    }

    private async Task<IReadOnlyCollection<string>> OptOutAsync()
    {
        var address = SomeAddress();
        var text = Scopes[random.Next(Scopes.Length)];
        Assert.True(BarScope.TryParse(text, out var scope));
        return await RunAsync("optout", Spelled(address), "--scope", text) == 0 ? model.Bar(address, scope.Value) : [address];
    }

    private async Task<IReadOnlyCollection<string>> AddAddressAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        var address = SomeAddress();
        var field = address[0] == 'e' ? "email" : "phone";
        return await RunAsync("edit", person.ToString(), $"{field}={Spelled(address)}") == 0 ? model.AddAddress(person, address) : [address];
    }

    private async Task<IReadOnlyCollection<string>> RemoveAddressAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        var held = model.AddressesOf(person);
        var address = held[random.Next(held.Count)];
        return await RunAsync("edit", person.ToString(), $"removeAddress={Spelled(address)}") == 0 ? model.RemoveAddress(person, address) : held;
    }

    private async Task<IReadOnlyCollection<string>> EditAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        await RunAsync("edit", person.ToString(), $"city=Gent{step}", random.Next(2) == 0 ? "relationship=Client" : "relationship=CandidateSourced");
        return model.AddressesOf(person);
    }

    private async Task<IReadOnlyCollection<string>> MergeAsync()
    {
        if (SomePerson() is not { } from || SomePerson() is not { } into || from == into)
        {
            return [];
        }

        return await RunAsync("merge", from.ToString(), into.ToString()) == 0 ? model.Merge(from, into) : [];
    }

    private async Task<IReadOnlyCollection<string>> OptInAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        var held = model.AddressesOf(person);
        var address = held[random.Next(held.Count)];
        string[] topics = ["Projects", "Services", "Events", "Feedback"];
        await RunAsync(
            "optin", Spelled(address), "--topic", topics[random.Next(topics.Length)], "--channel", address[0] == 'e' ? "Email" : "Sms",
            "--at", registry.Clock.Now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            "--wording", "Ja", "--language", "nl", "--policy", "v3", "--how", "form", "--evidence", "proof.txt");
        return held;
    }

    private async Task<IReadOnlyCollection<string>> EraseAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        return await RunAsync("erase", person.ToString()) == 0 ? model.Erase(person) : [];
    }

    private async Task<IReadOnlyCollection<string>> SuppressAsync()
    {
        var addresses = Enumerable.Range(0, random.Next(1, 5)).Select(_ => SomeAddress()).ToList();
        await File.WriteAllLinesAsync(Path.Combine(registry.Desk, "list.txt"), addresses.Select(Spelled));
        return await RunAsync("suppress", "list.txt", "--reason", Reasons[random.Next(Reasons.Length)].ToString()) == 0
            ? [.. addresses.SelectMany(address => model.Bar(address, BarScope.Everything)).Distinct()]
            : addresses;
    }

    private async Task<int> RunAsync(params string[] args)
    {
        act = string.Join(' ', args);
        using var caller = new Caller(directory: registry.Desk);
        var line = new CommandLineReader(Verbs.All, registry.Desk).Read(args);
        return await CommandExecution.RunAsync(line, caller.Console, registry.Get<IServiceProvider>(), TestContext.Current.CancellationToken);
    }

    private async Task CheckAsync(IReadOnlyCollection<string> addresses, IReadOnlyList<MessageKind> kinds)
    {
        foreach (var group in addresses.GroupBy(address => address[0] == 'e' ? Channel.Email : Channel.Sms))
        {
            var list = group.ToList();
            foreach (var kind in kinds)
            {
                var message = new MessageFacts { Kind = kind, Channel = group.Key, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
                var loaded = await registry.Get<SendFactsLoader>().LoadAsync(message, list.ConvertAll(address => Address.Read(Spelled(address))!), registry.Clock.Now);
                foreach (var (address, facts) in list.Zip(loaded))
                {
                    Check(address, kind, group.Key, facts.Decide());
                }
            }
        }
    }

    private void Check(string address, MessageKind kind, Channel channel, SendDecision decision)
    {
        var isBarred = model.IsBarred(address, kind.TopicOf()!.Value, channel);
        barred += isBarred ? 1 : 0;
        allowed += decision.IsAllowed ? 1 : 0;
        Assert.False(
            isBarred && decision.IsAllowed,
            $"Seed {Seed}, step {step}, after \"{act}\": {kind} by {channel} is {decision.Verdict} {decision.Code} for {model.Describe(address)}");
    }

    /// <summary>Mostly one of a few dozen addresses that move on slowly, so that acts meet each other; now and then an old one.</summary>
    private string SomeAddress() => SomeAddress(random.Next(3) > 0 ? 'e' : 'p');

    private string SomeAddress(char kind)
    {
        var newest = 20 + step / 3;
        return $"{kind}{(random.Next(10) == 0 ? random.Next(newest) : newest - random.Next(20))}";
    }

    private Guid? SomePerson() => model.People is { Count: > 0 } people ? people[^(1 + random.Next(Math.Min(people.Count, random.Next(5) == 0 ? int.MaxValue : 30)))] : null;

    /// <summary>One of the spellings of an address, all of which mean the same mailbox or number.</summary>
    private string Spelled(string address)
    {
        var number = int.Parse(address[1..], CultureInfo.InvariantCulture);
        return (address[0], random.Next(3)) switch
        {
            ('e', 0) => $"p{number}@voorbeeld.example",
            ('e', 1) => $"P{number}+cv@Voorbeeld.example",
            ('e', _) => $"p{number}+{step}@voorbeeld.example",
            (_, 0) => $"0475{number:000000}",
            (_, 1) => $"+32475{number:000000}",
            _ => $"0032 (0)475 {number:000000}",
        };
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private sealed record ImportedRow(string Email, string? Phone, bool OptedOut)
    {
        public IReadOnlyList<string> Addresses => Phone is null ? [Email] : [Email, Phone];
    }
}
