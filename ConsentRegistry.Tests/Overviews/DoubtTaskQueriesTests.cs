using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Overviews;
using ConsentRegistry.Tests.Suppressions.Doubts;

namespace ConsentRegistry.Tests.Overviews;

public sealed class DoubtTaskQueriesTests : DoubtScene
{
    [Fact]
    public async Task Unclear_refusals_wait_from_when_they_were_opened_until_each_is_answered()
    {
        Assert.Equal(Waiting.Nothing, await Get<DoubtTaskQueries>().ReadAsync());
        var opened = Registry.Clock.Now.ToUniversalTime();
        await OpenAsync(Word(Person));
        Registry.Clock.Advance(TimeSpan.FromDays(1));
        await OpenAsync(Word(Person, "Blocked"));

        Assert.Equal(new Waiting(2, opened), await Get<DoubtTaskQueries>().ReadAsync());

        await AnswerAsync(DoubtAnswer.WasNone, (await OpenIdsAsync())[0]);
        Assert.Equal(1, (await Get<DoubtTaskQueries>().ReadAsync()).Count);
    }
}
