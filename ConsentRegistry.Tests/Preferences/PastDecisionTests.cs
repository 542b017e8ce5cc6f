using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Preferences;

/// <summary>What would have been decided on a past day: on what was recorded then, under the settings of then.</summary>
public sealed class PastDecisionTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";

    private TestRegistry registry = null!;
    private Guid person;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        person = await registry.CandidateAsync(An);
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_bar_counts_from_the_moment_it_was_recorded()
    {
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await OptOutAsync(receivedAt: before);
        var recorded = registry.Clock.Now;

        Assert.Equal(DecisionCode.ContactPermission, await OfferAsync(recorded.AddTicks(-1)));
        Assert.Equal(DecisionCode.OptedOutAll, await OfferAsync(recorded));
        Assert.Equal(DecisionCode.OptedOutAll, await OfferAsync(null));
    }

    [Fact]
    public async Task A_bar_that_was_corrected_since_stood_until_then()
    {
        await OptOutAsync(receivedAt: null);
        var barred = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var entry in await EntriesAsync())
        {
            Assert.True((await registry.Get<CorrectMistakenEntry>().ExecuteAsync(entry, "verkeerde persoon", "dpo")).IsDone);
        }

        Assert.Equal(DecisionCode.OptedOutAll, await OfferAsync(barred));
        Assert.Equal(DecisionCode.ContactPermission, await OfferAsync(null));
    }

    [Fact]
    public async Task The_settings_are_those_of_then()
    {
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        var settings = registry.Get<GateSettingsStore>();
        Assert.True((await settings.ChangeAsync(settings.Current with { Gate = settings.Current.Gate with { ContactPermission = ContactPermissionUse.OptInOnly } }, "advies", TestRegistry.By)).IsDone);

        Assert.Equal(DecisionCode.ContactPermission, await OfferAsync(before));
        Assert.Equal(DecisionCode.PermissionNotConsent, await OfferAsync(null));
    }

    [Fact]
    public async Task An_address_that_came_later_is_not_among_the_answers()
    {
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        var view = (await registry.Get<PeopleQueries>().FindAsync(person))!;
        Assert.True((await registry.Get<EditPerson>().ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("0470123456")!], AddressesGivenByPerson = true, Revision = view.Person.Revision }, TestRegistry.By)).IsDone);

        Assert.DoesNotContain(await registry.Get<PreferenceQueries>().MatrixAsync(person, asOf: before), cell => cell.Channel == Channel.Phone);
        Assert.Contains(await registry.Get<PreferenceQueries>().MatrixAsync(person), cell => cell.Channel == Channel.Phone);
        Assert.Single((await registry.Get<PeopleQueries>().FindAsync(person, before))!.ContactPoints);
    }

    [Fact]
    public async Task An_address_that_went_since_is_one_line_however_often_it_is_recorded()
    {
        var people = registry.Get<PeopleQueries>();
        var edit = registry.Get<EditPerson>();
        await edit.ExecuteAsync(person, new PersonChanges { AddAddresses = [Address.Read("0470123456")!], Revision = (await people.FindAsync(person))!.Person.Revision }, TestRegistry.By);
        var view = (await people.FindAsync(person))!;
        var phone = view.ContactPoints.Single(point => point.Address.Kind == AddressKind.Phone).Id;
        var added = await AgainAsync(LedgerEventType.ContactPointAdded);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await edit.ExecuteAsync(person, new PersonChanges { RemoveContactPoints = [phone], Revision = view.Person.Revision }, TestRegistry.By)).IsDone);
        var removed = registry.Clock.Now;
        await AgainAsync(LedgerEventType.ContactPointRemoved);

        Assert.Equal(new RemovedContactPoint(added, removed), Assert.Single((await people.FindAsync(person, added))!.RemovedSince));

        async Task<DateTimeOffset> AgainAsync(LedgerEventType type)
        {
            registry.Clock.Advance(TimeSpan.FromHours(1));
            await registry.Get<RegistryWriter>().WriteAsync(write => write.Ledger.AppendAsync(new LedgerDraft(type, person, write.At, write.At, TestRegistry.By)
            {
                ActId = Guid.CreateVersion7(write.At),
                Facts = new EventFacts { ContactPoint = phone },
            }));
            return registry.Clock.Now;
        }
    }

    [Fact]
    public async Task A_permission_that_has_lapsed_meanwhile_had_not_then()
    {
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(800));

        Assert.Equal(DecisionCode.ContactPermission, await OfferAsync(before));
        Assert.Equal(DecisionCode.PermissionLapsed, await OfferAsync(null));
    }

    [Fact]
    public async Task The_history_of_then_ends_then()
    {
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await OptOutAsync(receivedAt: null);

        var past = (await registry.Get<PeopleQueries>().FindAsync(person, before))!;
        Assert.All(past.Timeline, entry => Assert.True(entry.Event.RecordedAt <= before));
        Assert.Empty(past.Standing.Bars);
    }

    private async Task<DecisionCode> OfferAsync(DateTimeOffset? asOf) =>
        (await registry.Get<PreferenceQueries>().MatrixAsync(person, asOf: asOf)).Single(cell => (cell.Kind, cell.Channel) == (MessageKind.ProjectOffer, Channel.Email)).Decision.Code;

    private async Task<List<long>> EntriesAsync()
    {
        await using var database = registry.Database();
        return await database.SuppressionEntries.Select(entry => entry.Id).ToListAsync();
    }

    private async Task OptOutAsync(DateTimeOffset? receivedAt) => Assert.True((await registry.Get<RecordOptOut>().ExecuteAsync(
        person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen, ReceivedAt = receivedAt }, TestRegistry.By)).IsDone);
}
