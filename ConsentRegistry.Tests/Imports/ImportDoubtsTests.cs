using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Imports;

/// <summary>Words without meaning become doubts on the person, and the row keeps its outcome (W-5); what has one is taken as said.</summary>
public sealed class ImportDoubtsTests : IAsyncLifetime
{
    private const string File = "Naam;E-mail;Status\r\nAn Maes;an@post.example.org;Archived\r\nBo Maes;bo@post.example.org;Unsubscribed\r\nCi Maes;ci@post.example.org;Active\r\nDi Maes;di@post.example.org;archived\r\n";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_word_that_nobody_gave_a_meaning_puts_its_people_in_doubt_and_the_row_keeps_its_outcome()
    {
        var summary = await ImportAsync(File);

        Assert.Equal((4, 1), (summary.Outcomes.Created, summary.OptOuts));
        Assert.Equal([new FileDoubt("Status", "Archived", 2)], summary.Doubts);
        Assert.Equal(new SendDecision(DecisionCode.InDoubt, RuleId.G09), await registry.DecideAsync("an@post.example.org"));
        Assert.Equal(new SendDecision(DecisionCode.OptedOutAll, RuleId.G08), await registry.DecideAsync("bo@post.example.org"));
        Assert.Equal(new SendDecision(DecisionCode.ContactPermission, RuleId.G16), await registry.DecideAsync("ci@post.example.org"));
        Assert.Equal(2, await registry.Get<DoubtQueries>().CountAsync());
        Assert.True((await registry.Get<VerifyLedger>().ExecuteAsync()).IsSound);
    }

    [Theory]
    [InlineData(GivenMeaning.No, DecisionCode.OptedOutAll, RuleId.G08)]
    [InlineData(GivenMeaning.Complaint, DecisionCode.Complaint, RuleId.G08)]
    [InlineData(GivenMeaning.Dead, DecisionCode.ContactPointDead, RuleId.G05)]
    [InlineData(GivenMeaning.Stays, DecisionCode.ContactPermission, RuleId.G16)]
    [InlineData(GivenMeaning.Ignore, DecisionCode.ContactPermission, RuleId.G16)]
    public async Task A_meaning_that_was_given_is_taken_whatever_the_letter_case(GivenMeaning meaning, DecisionCode code, RuleId rule)
    {
        var summary = await ImportAsync(File, new ColumnMeanings([new WordMeaning("Status", "ARCHIVED", meaning)]));

        Assert.Empty(summary.Doubts);
        Assert.Equal(new SendDecision(code, rule), await registry.DecideAsync("an@post.example.org"));
        Assert.Equal(new SendDecision(code, rule), await registry.DecideAsync("di@post.example.org"));
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("bo@post.example.org")).Code);
    }

    [Fact]
    public async Task A_doubt_of_a_later_row_of_the_same_person_stands_from_the_first_on_and_is_opened_once()
    {
        const string Twice = "Naam;E-mail;Status\r\nAn Maes;an@post.example.org;Active\r\nAn Maes;AN+x@post.example.org;Archived\r\nBo Maes;bo@post.example.org;Unsubscribed\r\n";
        await ImportAsync(Twice);
        await ImportAsync(Twice);

        Assert.Equal(DecisionCode.InDoubt, (await registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(1, await registry.Get<DoubtQueries>().CountAsync());
    }

    [Fact]
    public async Task A_word_in_a_row_for_review_stands_against_everybody_who_has_its_address()
    {
        await registry.CandidateAsync("an@post.example.org");
        var summary = await ImportAsync("Naam;E-mail;Status\r\nGreet Anders;an@post.example.org;Archived\r\nBo Maes;bo@post.example.org;Unsubscribed\r\n");

        Assert.Equal(1, summary.Outcomes.NeedsReview);
        Assert.Equal(DecisionCode.InDoubt, (await registry.DecideAsync("an@post.example.org")).Code);
    }

    [Fact]
    public async Task A_channel_in_the_header_narrows_a_no_a_doubt_and_a_claim_to_it()
    {
        await ImportAsync(
            "Naam;E-mail;Gsm;SMS opt-in;E-mail opt-out\r\nAn Maes;an@post.example.org;0475123456;no;\r\nBo Maes;bo@post.example.org;0475123457;perhaps;\r\nCi Maes;ci@post.example.org;0475123458;yes;yes\r\n");

        Assert.Equal(DecisionCode.ContactPermission, (await registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(DecisionCode.ContactPermission, (await registry.DecideAsync("bo@post.example.org")).Code);
        Assert.Equal(DecisionCode.ChannelOptedOut, (await registry.DecideAsync("ci@post.example.org")).Code);
        Assert.Equal([Channel.Sms], (await registry.Get<DoubtQueries>().ListAsync(0, 10)).Select(doubt => doubt.Scope.Channel!.Value));
    }

    [Fact]
    public async Task A_file_with_doubts_is_taken_back_only_when_they_are_answered()
    {
        var import = (await ImportAsync(File)).Import!.Value;
        Assert.Equal(Refusal.DoubtsOpen, (await registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);

        var open = (await registry.Get<DoubtQueries>().ListAsync(0, 10)).Select(doubt => doubt.Id).ToList();
        Assert.Equal(2, (await registry.Get<AnswerDoubts>().ExecuteAsync(open, DoubtAnswer.WasNone, "An archive is no refusal", TestRegistry.By)).Value);
        Assert.Equal(DecisionCode.ContactPermission, (await registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(4, (await registry.Get<UndoImport>().ExecuteAsync(import, TestRegistry.By)).Value!.Removed);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("bo@post.example.org")).Code);
    }

    [Fact]
    public async Task A_meaning_for_a_column_that_the_file_does_not_have_is_refused()
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(File));
        var import = new NewImport("file.csv") { Meanings = new ColumnMeanings([new WordMeaning("Stand", "Archived", GivenMeaning.No)]) };
        Assert.Equal(Refusal.ColumnNotFound, (await registry.Get<ImportPeople>().ExecuteAsync(source, import, TestRegistry.By)).Refusal);
    }

    [Theory]
    [InlineData("Email status=Archived:stays", "Email status", "Archived", GivenMeaning.Stays)]
    [InlineData("A=b=c:no", "A", "b=c", GivenMeaning.No)]
    [InlineData("A=10:30:complaint", "A", "10:30", GivenMeaning.Complaint)]
    public void A_meaning_is_read_as_it_is_typed(string text, string header, string value, GivenMeaning meaning) => Assert.Equal(new WordMeaning(header, value, meaning), WordMeaning.Parse(text));

    [Theory]
    [InlineData("Archived:stays")]
    [InlineData("A=Archived")]
    [InlineData("A=Archived:perhaps")]
    [InlineData("=x:no")]
    [InlineData("A=:no")]
    public void What_is_no_meaning_is_none(string text) => Assert.Null(WordMeaning.Parse(text));

    private async Task<ImportSummary> ImportAsync(string content, ColumnMeanings? meanings = null)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(content));
        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        var outcome = await registry.Get<ImportPeople>().ExecuteAsync(source, new NewImport("file.csv") { NoticeVersion = "v3", Meanings = meanings ?? ColumnMeanings.None }, TestRegistry.By);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }
}
