using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Imports;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Field;

/// <summary>Ways on which a refusal was lost that somebody found who read the intake with fresh eyes.</summary>
public sealed class ReviewedLeaksTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [InlineData("Refuse d'être contacté par e-mail")]
    [InlineData("N'accepte pas de recevoir des e-mails")]
    [InlineData("Refusal to receive e-mail")]
    [InlineData("No mails of any kind")]
    [InlineData("Opt-out (mail, phone, fax)")]
    [InlineData("Do not call or fax")]
    [InlineData("Please tick this box if you do not want to receive e-mails about jobs, news and events from us")]
    [InlineData("Vink aan als je geen e-mails over vacatures of andere berichten van ons meer wilt ontvangen")]
    public void A_header_that_says_more_is_a_refusal_all_the_same(string header) => Assert.Equal(["no", "nothing"], FieldFiles.Said(header, "ja", "nee"));

    [Theory]
    [InlineData("Do not fax")]
    [InlineData("Refus par le client")]
    [InlineData("No de téléphone")]
    public void What_only_looks_like_one_is_none(string header) => Assert.Equal(["nothing"], FieldFiles.Said(header, "ja"));

    [Fact]
    public void A_refusal_column_that_holds_the_address_is_a_refusal_and_no_further_address()
    {
        var read = ReadFile.From("Email;Opt-out;Unsubscribed email\na@post.example.org;;a@post.example.org\nb@post.example.org;;\n");
        Assert.Equal([true, false], read.Rows.Select(row => row.OptedOut));
        Assert.Empty(read.File.Mapping!.FurtherAddresses);
    }

    [Fact]
    public void A_refusal_column_that_somebody_keeps_as_notes_is_heard()
    {
        var profile = new Dictionary<string, ImportField?> { ["Reden uitschrijving"] = ImportField.Notes };
        var mapping = ColumnMapping.Of(["E-mail", "Reden uitschrijving"], [["a@post.example.org", "te veel mails"]], profile);
        Assert.Equal(StatementKind.Refusal, mapping.StatementColumns.Single(column => column.Index == 1).Kind);
    }

    [Fact]
    public async Task A_word_in_a_later_row_of_a_group_for_review_stands_against_whoever_has_its_address()
    {
        await registry.CandidateAsync("a@post.example.org");
        await registry.CandidateAsync("b@post.example.org");
        await ImportAsync("Naam;E-mail;Gsm;Status\r\nAn;a@post.example.org;0475111111;Active\r\nBo;b@post.example.org;0475111111;pauze\r\nCi;c@post.example.org;;Unsubscribed\r\n");
        Assert.Equal(DecisionCode.InDoubt, (await registry.DecideAsync("b@post.example.org")).Code);
    }

    [Fact]
    public async Task A_no_that_is_younger_than_a_known_one_is_recorded_anew_and_the_same_one_is_not()
    {
        const string January = "Naam;E-mail;E-mail opt-out\r\nAn Maes;an@post.example.org;2026-01-05\r\n";
        await ImportAsync(January);
        var first = registry.Get<OptOutJournal>().End;
        await ImportAsync(January);
        Assert.Equal(first, registry.Get<OptOutJournal>().End);
        await ImportAsync(January.Replace("2026-01-05", "2026-02-05", StringComparison.Ordinal));
        Assert.True(registry.Get<OptOutJournal>().End > first);
    }

    [Fact]
    public async Task What_stands_beside_an_address_of_a_bare_list_is_heard_by_the_gate()
    {
        await registry.CandidateAsync("an@post.example.org");
        var message = new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true, CarriesNotice = true };
        using var source = new MemoryStream(Encoding.UTF8.GetBytes("an@post.example.org (do not mail)\n"));
        using var allowed = new MemoryStream();
        var result = (await registry.Get<ListScrub>().ExecuteAsync(source, new NewScrub { Message = message }, allowed, null)).Value!;
        Assert.Equal((0, 1), (result.Allowed, result.ByCode.GetValueOrDefault(DecisionCode.InDoubt)));
    }

    [Theory]
    [InlineData("""{"contact":"dpo@corp.example","suppressions":[{"email":"a@post.example.org"},{"email":"b@post.example.org"}]}""", 2)]
    [InlineData("""{"content":[{"email":"a@post.example.org"}],"number":0}""", 1)]
    [InlineData("{\"email\":\"a@post.example.org\",\"name\":\"\\ud800\"}\n{\"email\":\"b@post.example.org\"}", 2)]
    public async Task A_list_inside_an_object_and_one_behind_a_broken_text_are_read(string json, int atLeast)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(json));
        using var list = SuppressionFile.Open(source).Value!;
        var found = await list.Lines().Where(line => line.Address?.Exact.EndsWith("@post.example.org", StringComparison.Ordinal) == true).CountAsync(TestContext.Current.CancellationToken);
        Assert.Equal(atLeast, found);
    }

    [Fact]
    public async Task Who_left_a_list_with_a_bad_address_left_it()
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes("email,reason\na@post.example.org,unsubscribed - invalid address\nb@post.example.org,hard bounce\n"));
        using var list = SuppressionFile.Open(source).Value!;
        Assert.Equal([SuppressionReason.OptOut, SuppressionReason.HardBounce], await list.Lines().Select(line => line.Reason!.Value).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_cell_of_brackets_is_no_address_and_takes_no_time() =>
        Assert.Empty(EmailAddress.ReadAll(new string('(', 200_000) + "a@post.example.org" + new string(')', 200_000)).Found);

    [Theory]
    [InlineData("Jan Peeters 0475 12 34 56 niet meer bellen")]
    [InlineData("an@post.example.org wil niet meer")]
    [InlineData("Mevrouw Peeters heeft gebeld en wil van ons geen mails meer")]
    public void A_meaning_of_what_may_name_somebody_is_kept_unreadable(string value)
    {
        var json = new ColumnMeanings([new WordMeaning("Opmerking", value, GivenMeaning.No)]).ToJson()!;
        Assert.DoesNotContain("peeters", json, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("post", json, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(GivenMeaning.No, ColumnMeanings.FromJson(json).Of("Opmerking", value));
    }

    [Theory]
    [InlineData("bel 0475 12 34 56 niet", "bel … niet")]
    [InlineData("an@post.example.org weg", "…@… weg")]
    [InlineData("12/03/2024", "12/03/2024")]
    public void Addresses_and_numbers_are_not_printed(string text, string printed) => Assert.Equal(printed, AddressMask.In(text));

    private async Task ImportAsync(string content)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(content));
        registry.Clock.Advance(TimeSpan.FromSeconds(1));
        var outcome = await registry.Get<ImportPeople>().ExecuteAsync(source, new NewImport("file.csv") { NoticeVersion = "v3" }, TestRegistry.By);
        Assert.Null(outcome.Refusal);
    }
}
