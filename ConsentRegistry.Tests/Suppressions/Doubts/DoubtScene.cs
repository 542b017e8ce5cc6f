using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Suppressions.Doubts;

/// <summary>A registry with a candidate, and how an import opens doubts in it.</summary>
public abstract class DoubtScene : IAsyncLifetime
{
    protected const string An = "an.peeters@voorbeeld.example";
    protected const string Reason = "Archived is a stage of the tool";

    protected static readonly Guid Import = new("019cf5d0-0000-7000-8000-0000000000a1");

    protected TestRegistry Registry { get; private set; } = null!;

    /// <summary>An, who applied and may get a matched offer.</summary>
    protected Guid Person { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Registry = await TestRegistry.OpenAsync();
        Person = await Registry.CandidateAsync(An);
        Registry.Clock.Advance(TimeSpan.FromHours(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected T Get<T>()
        where T : notnull => Registry.Get<T>();

    /// <summary>A word of one file on a person, about everything unless said.</summary>
    protected NewDoubt Word(Guid person, string value = "Archived", string scope = "all", long line = 2)
    {
        Assert.True(BarScope.TryParse(scope, out var parsed));
        return new NewDoubt(person, parsed.Value.Topic, parsed.Value.Channel, Registry.Clock.Now, Import, "candidates.csv", line, "Status", value);
    }

    /// <summary>As an import does: inside its transaction, and then the index.</summary>
    protected async Task<int> OpenAsync(params IReadOnlyList<NewDoubt> doubts)
    {
        var opened = await Get<RegistryWriter>().WriteAsync(write => Get<OpenDoubts>().ExecuteAsync(write, doubts, TestRegistry.By));
        foreach (var doubt in doubts)
        {
            Get<SuppressionIndex>().Touch(doubt.Person);
        }

        return opened;
    }

    protected Task<Result<int>> AnswerAsync(DoubtAnswer answer, params IReadOnlyCollection<Guid> doubts) =>
        Get<AnswerDoubts>().ExecuteAsync(doubts, answer, Reason, TestRegistry.By);

    protected async Task<IReadOnlyList<Guid>> OpenIdsAsync(Guid? person = null) =>
        [.. (await Get<DoubtQueries>().OfPersonAsync(person ?? Person)).Select(doubt => doubt.Id)];

    /// <summary>The gate's answer, as the product asks it.</summary>
    protected async Task<string> DecidedAsync(string address = An, MessageKind kind = MessageKind.ProjectOffer, Channel channel = Channel.Email)
    {
        var decision = await Registry.DecideAsync(address, kind, channel);
        return $"{decision.Verdict} {decision.Code} {decision.Rule.Text()}";
    }

    protected async Task<Standing> StandingAsync(Guid person) => (await Get<PeopleQueries>().FindAsync(person))!.Standing;

    /// <summary>An opt-in that the person gave on the public page.</summary>
    protected async Task OwnOptInAsync(Guid person, Topic topic = Topic.Projects)
    {
        var optIn = new NewOptIn(person, topic, Channel.Email)
        {
            GivenAt = Registry.Clock.Now, Wording = "Ja", Language = "nl", PolicyVersion = "v3", How = "confirmation", Evidence = new Evidence("clicked"),
        };
        Assert.True((await Get<RegistryWriter>().WriteAsync(write => RecordOptIn.WriteAsync(write, optIn, startedByPerson: true, "person"))).IsDone);
    }

    protected async Task AssertSoundAsync() => Assert.Empty((await Get<VerifyLedger>().ExecuteAsync()).Findings);
}
