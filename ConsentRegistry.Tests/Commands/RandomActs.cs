using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Tests.Commands;

/// <summary>Acts in an order that nobody thought of, each on the registry and on the model of its bars.</summary>
internal sealed class RandomActs(TestRegistry registry, BarModel model, Random random, RandomAddresses addresses)
{
    private static readonly string[] Scopes =
        ["all", "topic:Projects", "topic:Events", "topic:Services", "topic:Projects:Email", "topic:Events:Sms", "channel:Email", "channel:Sms"];

    private static readonly SuppressionReason[] Reasons =
        [SuppressionReason.OptOut, SuppressionReason.Objection, SuppressionReason.Complaint, SuppressionReason.Manual, SuppressionReason.DomainRequest];

    private List<ImportedRow> rows = [];

    /// <summary>The last act, for whoever has to find out what went wrong.</summary>
    public string Last { get; private set; } = "";

    /// <summary>One act; the addresses that it may have touched.</summary>
    public Task<IReadOnlyCollection<string>> ActAsync() => random.Next(100) switch
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
        var some = Enumerable.Range(0, random.Next(1, 4)).Select(_ => addresses.Some()).Distinct().ToList();
        Last = $"register {string.Join(' ', some)}";
        var outcome = await registry.Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "An",
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [.. some.Select(address => Address.Read(addresses.Spelled(address))!)],
                AcquiredOn = BrusselsTime.DayOf(registry.Clock.Now),
                NoticeVersion = "v3",
                ObjectionOffered = true,
                SharesAddress = random.Next(3) == 0,
            },
            TestRegistry.By);
        return outcome.IsDone ? model.Register(outcome.Value, some) : some;
    }

    /// <summary>A file of a job site with addresses known and unknown, barred and not; now and then the one before once more.</summary>
    private async Task<IReadOnlyCollection<string>> ImportAsync()
    {
        if (rows.Count == 0 || random.Next(4) > 0)
        {
            rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => new ImportedRow(addresses.Some('e'), random.Next(2) == 0 ? addresses.Some('p') : null, random.Next(12) == 0))];
        }

        await File.WriteAllLinesAsync(
            Path.Combine(registry.Desk, "export.csv"),
            ["Voornaam;Achternaam;E-mailadres;Gsm;Uitgeschreven", .. rows.Select(row => $"An;Peeters;{addresses.Spelled(row.Email)};{(row.Phone is { } phone ? addresses.Spelled(phone) : "")};{(row.OptedOut ? "ja" : "")}")]);
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
        Last += $" [{string.Join(", ", rows)}]";
        return touched;
    }

    /// <summary>Whom the registry made of a row is its own affair, so the model asks; what is barred it never asks.</summary>
    private async Task<HashSet<string>> HeldNowAsync(ImportedRow row)
    {
        var touched = new HashSet<string>();
        foreach (var address in row.Addresses)
        {
            touched.Add(address);
            foreach (var holder in await registry.Get<PeopleQueries>().HoldersAsync(Address.Read(addresses.Spelled(address))!))
            {
                touched.UnionWith(model.Meet(holder.Id, address));
            }
        }

        return touched;
    }

    private async Task<IReadOnlyCollection<string>> OptOutAsync()
    {
        var address = addresses.Some();
        var text = Scopes[random.Next(Scopes.Length)];
        Assert.True(BarScope.TryParse(text, out var scope));
        return await RunAsync("optout", addresses.Spelled(address), "--scope", text) == 0 ? model.Bar(address, scope.Value) : [address];
    }

    private async Task<IReadOnlyCollection<string>> AddAddressAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        var address = addresses.Some();
        var field = address[0] == 'e' ? "email" : "phone";
        return await RunAsync("edit", person.ToString(), $"{field}={addresses.Spelled(address)}") == 0 ? model.AddAddress(person, address) : [address];
    }

    private async Task<IReadOnlyCollection<string>> RemoveAddressAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        var held = model.AddressesOf(person);
        var address = held[random.Next(held.Count)];
        return await RunAsync("edit", person.ToString(), $"removeAddress={addresses.Spelled(address)}") == 0 ? model.RemoveAddress(person, address) : held;
    }

    private async Task<IReadOnlyCollection<string>> EditAsync()
    {
        if (SomePerson() is not { } person)
        {
            return [];
        }

        await RunAsync("edit", person.ToString(), $"city=Gent{addresses.Step}", random.Next(2) == 0 ? "relationship=Client" : "relationship=CandidateSourced");
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
            "optin", addresses.Spelled(address), "--topic", topics[random.Next(topics.Length)], "--channel", address[0] == 'e' ? "Email" : "Sms",
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
        var some = Enumerable.Range(0, random.Next(1, 5)).Select(_ => addresses.Some()).ToList();
        await File.WriteAllLinesAsync(Path.Combine(registry.Desk, "list.txt"), some.Select(addresses.Spelled));
        return await RunAsync("suppress", "list.txt", "--reason", Reasons[random.Next(Reasons.Length)].ToString()) == 0
            ? [.. some.SelectMany(address => model.Bar(address, BarScope.Everything)).Distinct()]
            : some;
    }

    /// <summary>One verb, as somebody at the desk types it.</summary>
    public async Task<int> RunAsync(params string[] args)
    {
        Last = string.Join(' ', args);
        using var caller = new Caller(directory: registry.Desk);
        var line = new CommandLineReader(VerbTable.All, registry.Desk).Read(args);
        return await VerbExecution.RunAsync(line, caller.Console, registry.Get<IServiceProvider>(), TestContext.Current.CancellationToken);
    }

    private Guid? SomePerson() => model.People is { Count: > 0 } people ? people[^(1 + random.Next(Math.Min(people.Count, random.Next(5) == 0 ? int.MaxValue : 30)))] : null;

    private sealed record ImportedRow(string Email, string? Phone, bool OptedOut)
    {
        public IReadOnlyList<string> Addresses => Phone is null ? [Email] : [Email, Phone];
    }
}
