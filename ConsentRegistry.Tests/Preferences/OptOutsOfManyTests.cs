using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Preferences;

/// <summary>Recorded of many at once, an opt-out is not written a second time where it says nothing new; in doubt it is.</summary>
public sealed class OptOutsOfManyTests : IAsyncLifetime
{
    private TestRegistry registry = null!;
    private Guid an;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        an = await registry.CandidateAsync("an@kandidaat.example");
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task What_covers_it_already_makes_it_needless_and_what_does_not_does_not()
    {
        Assert.Null(await TryAsync("topic:Projects"));
        Assert.Equal(Refusal.NothingToChange, await TryAsync("topic:Projects"));
        Assert.Equal(Refusal.NothingToChange, await TryAsync("topic:Projects:Email"));
        Assert.Null(await TryAsync("channel:Email"));
        Assert.Null(await TryAsync("all"));
        Assert.Equal(Refusal.NothingToChange, await TryAsync("topic:Events"));
    }

    [Fact]
    public async Task An_objection_says_more_than_an_opt_out_of_everything()
    {
        Assert.Null(await TryAsync("all"));
        Assert.Null(await TryAsync("all", SuppressionReason.Objection));
        Assert.Equal(Refusal.NothingToChange, await TryAsync("all", SuppressionReason.Objection));
        Assert.Null(await TryAsync("all", SuppressionReason.Complaint));
    }

    [Fact]
    public async Task Where_an_opt_in_came_after_it_is_recorded_again()
    {
        Assert.Null(await TryAsync("all"));
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.OptInAsync(an);
        registry.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await TryAsync("all"));
        Assert.Equal(Refusal.NothingToChange, await TryAsync("all"));
    }

    private async Task<Refusal?> TryAsync(string scope, SuppressionReason reason = SuppressionReason.OptOut)
    {
        Assert.True(BarScope.TryParse(scope, out var parsed));
        return (await registry.Get<RecordOptOut>().ExecuteAsync(
            an, new NewOptOut(parsed.Value) { EntryPoint = EntryPoint.Screen, Reason = reason, UnlessSaid = true }, TestRegistry.By)).Refusal;
    }
}
