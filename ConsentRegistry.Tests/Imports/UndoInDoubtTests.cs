using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports;

/// <summary>An import that opened doubts is taken back only once it is known whether somebody said no.</summary>
public sealed class UndoInDoubtTests : ImportScene
{
    private const string Rows = "An;Peeters;an@post.example.org;;;\r\nJan;Maes;jan@post.example.org;;;\r\n";

    [Theory]
    [InlineData(DoubtAnswer.WasNone, DecisionCode.NoticeMissing)]
    [InlineData(DoubtAnswer.WasNo, DecisionCode.OptedOutAll)]
    public async Task It_is_refused_while_one_is_open_and_an_answer_is_nothing_that_happened_to_the_person_since(DoubtAnswer answer, DecisionCode code)
    {
        var import = (await ImportAsync(Rows)).Import!.Value;
        await DoubtAsync("an@post.example.org", import);
        Registry.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Refusal.DoubtsOpen, (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        Assert.Equal(2, await PeopleAsync());

        await AnswerAsync(answer);
        Assert.Equal(new UndoneImport(2, 0), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);

        Assert.Equal(code, (await Registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(DecisionCode.NoticeMissing, (await Registry.DecideAsync("jan@post.example.org")).Code);
        Assert.Empty((await Registry.Get<VerifyLedger>().ExecuteAsync()).Findings);
        await using var database = Registry.Database();
        Assert.False(await database.Set<DoubtWord>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(DoubtAnswer.WasNone)]
    [InlineData(DoubtAnswer.WasNo)]
    [InlineData(null)]
    public async Task A_person_about_whom_another_file_raised_a_doubt_stays(DoubtAnswer? answer)
    {
        var import = (await ImportAsync(Rows)).Import!.Value;
        Registry.Clock.Advance(TimeSpan.FromHours(1));
        await DoubtAsync("an@post.example.org", Guid.CreateVersion7(Registry.Clock.Now));
        await AnswerAsync(answer);

        Assert.Equal(new UndoneImport(1, 1), (await Registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value);
    }

    private async Task DoubtAsync(string address, Guid import)
    {
        var person = (await Registry.Get<FindPerson>().ExecuteAsync(address)).Value;
        var doubt = new NewDoubt(person, null, null, Registry.Clock.Now, import, "rows.csv", 2, "Status", "Archived");
        Assert.Equal(1, await Registry.Get<RegistryWriter>().WriteAsync(write => Registry.Get<OpenDoubts>().ExecuteAsync(write, [doubt], TestRegistry.By)));
    }

    private async Task AnswerAsync(DoubtAnswer? answer)
    {
        if (answer is { } given)
        {
            var open = await Registry.Get<DoubtQueries>().ListAsync(0, 10, TestContext.Current.CancellationToken);
            Assert.Equal(1, (await Registry.Get<AnswerDoubts>().ExecuteAsync([.. open.Select(doubt => doubt.Id)], given, "asked", TestRegistry.By)).Value);
        }
    }

    private async Task<int> PeopleAsync()
    {
        await using var database = Registry.Database();
        return await database.People.CountAsync(TestContext.Current.CancellationToken);
    }
}
