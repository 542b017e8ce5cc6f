using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.People;

public sealed class EditSkillsTests : IAsyncLifetime
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
    public async Task One_skill_comes_to_those_that_are_there_or_goes_and_the_others_stay()
    {
        Assert.Equal(((Refusal?)null, "Java"), await EditAsync(new PersonChanges { AddSkill = " Java " }));
        Assert.Equal(((Refusal?)null, "Java, SQL"), await EditAsync(new PersonChanges { AddSkill = "SQL" }));
        Assert.Equal((Refusal.NothingToChange, "Java, SQL"), await EditAsync(new PersonChanges { AddSkill = "java" }));
        Assert.Equal(((Refusal?)null, "SQL"), await EditAsync(new PersonChanges { RemoveSkill = "JAVA" }));
        Assert.Equal((Refusal.NothingToChange, "SQL"), await EditAsync(new PersonChanges { RemoveSkill = "Java" }));
        Assert.Equal(((Refusal?)null, (string?)null), await EditAsync(new PersonChanges { RemoveSkill = "SQL" }));
    }

    private async Task<(Refusal?, string?)> EditAsync(PersonChanges changes)
    {
        var outcome = await registry.Get<EditPerson>().ExecuteAsync(an, changes, TestRegistry.By);
        return (outcome.Refusal, (await registry.Get<PeopleQueries>().FindAsync(an))!.Person.Skills);
    }
}
