using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Campaigns.Audiences;

public sealed class SavedAudienceTests : IAsyncLifetime
{
    private static readonly Audience Javanese = new() { Relationships = [Relationship.CandidateApplied], Languages = ["nl"], Skills = ["Java"] };

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_choice_is_found_again_under_its_name()
    {
        await SaveAsync("Spring in Gent", new Audience { Skills = ["Spring"] });
        await SaveAsync(" Java in Gent ", Javanese);

        var found = await ListAsync();

        Assert.Equal(["Java in Gent", "Spring in Gent"], found.Select(each => each.Name));
        Assert.Equal((TestRegistry.By, registry.Clock.GetUtcNow(), Javanese.ToJson()), (found[0].SavedBy, found[0].SavedAt, found[0].ToAudience().ToJson()));
    }

    [Fact]
    public async Task A_name_is_given_once_and_is_needed()
    {
        await SaveAsync("Java in Gent", Javanese);

        Assert.Equal(Refusal.AudienceNameTaken, (await registry.Get<SaveAudience>().ExecuteAsync("Java in Gent ", Javanese, TestRegistry.By)).Refusal);
        Assert.Equal(Refusal.NameMissing, (await registry.Get<SaveAudience>().ExecuteAsync(" ", Javanese, TestRegistry.By)).Refusal);
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_its_name_is_free()
    {
        var id = await SaveAsync("Java in Gent", Javanese);

        var deleted = await registry.Get<DeleteAudience>().ExecuteAsync(id);

        Assert.Equal("Java in Gent", deleted.Value!.Name);
        Assert.Empty(await ListAsync());
        Assert.Equal(Refusal.AudienceNotFound, (await registry.Get<DeleteAudience>().ExecuteAsync(id)).Refusal);
        await SaveAsync("Java in Gent", Javanese);
    }

    private async Task<Guid> SaveAsync(string name, Audience audience)
    {
        var saved = await registry.Get<SaveAudience>().ExecuteAsync(name, audience, TestRegistry.By);
        Assert.Null(saved.Refusal);
        return saved.Value!.Id;
    }

    private Task<IReadOnlyList<SavedAudience>> ListAsync() => registry.Get<SavedAudienceQueries>().ListAsync();
}
