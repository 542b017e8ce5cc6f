using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Support;

/// <summary>A real registry on real SQLite files in a folder of its own, with a clock of its own.</summary>
public sealed class TestRegistry : IAsyncDisposable
{
    public const string By = "cli:test";

    private static readonly OrganisationOptions Organisation = new()
    {
        Name = "Imalink NV",
        PostalAddress = "Voorbeeldlaan 1, 1000 Brussel",
        SenderEmail = "contact@imalink.example",
        ReplyToEmail = "contact@imalink.example",
        Website = "https://www.imalink.example/",
        PolicyUrl = "https://www.imalink.example/privacy",
        PolicyVersion = "2026-01",
        DpoName = "DPO",
        DpoEmail = "dpo@imalink.example",
        DpoPostalAddress = "DPO, Voorbeeldlaan 1, 1000 Brussel",
        SupervisoryAuthority = "GBA",
        SupervisoryAuthorityAddress = "Drukpersstraat 35, 1000 Brussel",
        SupervisoryAuthorityUrl = "https://www.gegevensbeschermingsautoriteit.be/",
    };

    private ServiceProvider parts = null!;

    private TestRegistry(string desk, TestClock clock)
    {
        Desk = desk;
        Clock = clock;
    }

    /// <summary>Where somebody who types verbs sits: their own files, beside the data folder.</summary>
    public string Desk { get; }

    public string Folder => Path.Combine(Desk, "data");

    public TestClock Clock { get; }

    /// <summary>The mail server; without a host mail goes into the pickup folder. Counts from the next start.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Where links in mails lead. Counts from the next start.</summary>
    public PublicOptions Links { get; set; } = new() { BaseUrl = "https://consent.imalink.example" };

    /// <summary>What stands beside the registry in the same container, from the data folder.</summary>
    private Action<IServiceCollection, string>? Beside { get; init; }

    /// <param name="beside">Adds what the registry's owner has beside it, given the data folder; null for the registry alone.</param>
    /// <param name="ownKeys">With keys that no other registry of the tests has: those that begin with a copied folder share theirs.</param>
    public static async Task<TestRegistry> OpenAsync(Action<IServiceCollection, string>? beside = null, bool ownKeys = false)
    {
        var registry = new TestRegistry(Directory.CreateTempSubdirectory("consent-").FullName, new TestClock()) { Beside = beside };
        DataFolder.CreatePrivate(registry.Folder);
        if (!ownKeys)
        {
            await FreshFolder.PutIntoAsync(registry.Folder);
        }

        await registry.StartAsync();
        return registry;
    }

    /// <summary>Closes and opens again, as a restart does; the folder stays.</summary>
    public async Task<TestRegistry> ReopenAsync()
    {
        await CloseAsync();
        await StartAsync();
        return this;
    }

    public T Get<T>()
        where T : notnull => parts.GetRequiredService<T>();

    public RegistryDbContext Database() => Get<IDbContextFactory<RegistryDbContext>>().CreateDbContext();

    public async Task CloseAsync()
    {
        await parts.DisposeAsync();
        OpenDatabases.Close(Folder);
    }

    public Task StartAsync()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddRegistry(new RegistryOptions { DataDirectory = Folder, Organisation = Organisation, Smtp = Smtp, Public = Links });
        Beside?.Invoke(collection, Folder);
        parts = collection.BuildServiceProvider();
        return Get<RegistryStartup>().RunAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        TemporaryDirectory.Delete(Desk);
    }

    /// <summary>A candidate who applied today, with the notice and an offer to object.</summary>
    public async Task<Guid> CandidateAsync(string address, string given = "An", string family = "Peeters", Func<NewPerson, NewPerson>? but = null)
    {
        var person = new NewPerson
        {
            GivenName = given,
            FamilyName = family,
            Relationship = Relationship.CandidateApplied,
            Source = AcquisitionSource.AdResponse,
            Moment = CollectionMoment.JobApplication,
            Addresses = [Address.Read(address)!],
            AcquiredOn = BrusselsTime.DayOf(Clock.Now),
            NoticeVersion = "v3",
            ObjectionOffered = true,
        };
        var outcome = await Get<RegisterPerson>().ExecuteAsync(but?.Invoke(person) ?? person, By);
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    public async Task OptOutAsync(string address, string scope = "all", SuppressionReason reason = SuppressionReason.OptOut)
    {
        Assert.True(BarScope.TryParse(scope, out var parsed));
        var outcome = await Get<RecordOptOut>().ExecuteAsync(Address.Read(address)!, new NewOptOut(parsed.Value) { EntryPoint = EntryPoint.CommandLine, Reason = reason }, By);
        Assert.True(outcome.IsDone);
    }

    public async Task OptInAsync(Guid person, Topic topic = Topic.Projects, Channel channel = Channel.Email, bool proven = true)
    {
        var outcome = await Get<RecordOptIn>().ExecuteAsync(
            new NewOptIn(person, topic, channel)
            {
                GivenAt = Clock.Now,
                Wording = "Ja, stuur mij projecten",
                Language = "nl",
                PolicyVersion = "v3",
                How = "web form",
                Evidence = new Evidence(proven ? "form 12 of 16 March" : null),
            },
            By);
        Assert.Equal(proven, outcome.Value);
    }

    /// <summary>The gate's answer for an address, as the product asks it.</summary>
    public async Task<SendDecision> DecideAsync(string address, MessageKind kind = MessageKind.ProjectOffer, Channel channel = Channel.Email)
    {
        var message = new MessageFacts { Kind = kind, Channel = channel, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
        var loaded = await Get<SendFactsLoader>().LoadAsync(message, [Address.Read(address)!], Clock.Now);
        return loaded[0].Decide();
    }
}
