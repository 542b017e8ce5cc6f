using System.Globalization;
using System.Text;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using CsvHelper;
using CsvHelper.Configuration;

namespace ConsentRegistry.Tests.ListChecks;

public sealed class CheckedListsTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";
    private const string Jan = "jan@voorbeeld.example";

    private TestRegistry registry = null!;

    private CheckedLists Lists => registry.Get<CheckedLists>();

    private string Folder => Path.Combine(registry.Folder, "spool", "checks");

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_list_is_split_byte_for_byte_and_its_files_are_the_operators_alone()
    {
        await registry.OptOutAsync(Jan);
        var list = await TakeInAsync($"Naam;E-mail\r\nAn;{An}\r\nJan;{Jan}\r\nNiemand;\r\n");

        var result = (await Lists.CheckAsync(list, new NewScrub { RowsShown = 5 })).Value!;

        Assert.Equal((3, 1, 1, 1), (result.Rows, result.Allowed, result.Blocked, result.Unreadable));
        Assert.Equal($"Naam;E-mail\r\nAn;{An}\r\n", Read(list, CheckedPart.Allowed));
        Assert.Equal($"Naam;E-mail;verdict_code\r\nJan;{Jan};OptedOutAll\r\n", Read(list, CheckedPart.Blocked));
        Assert.Equal(
            [(2, true, null), (3, false, new DecisionReason(DecisionCode.OptedOutAll)), (4, null, null)],
            result.First.Select(row => (row.Line, row.IsAllowed, row.Reason)));
        Assert.Null(Lists.Open(list.Id, CheckedPart.Allowed, "somebody else"));
    }

    [Theory]
    [InlineData("Naam;E-mail\r\n\"Els;els@voorbeeld.example\r\nJan;jan@voorbeeld.example\r\n", ';')]
    [InlineData("jan@voorbeeld.example\r\n\"els niet leesbaar\r\njan+x@voorbeeld.example\r\n", ',')]
    public async Task A_row_with_an_unclosed_quote_hides_nobody_who_said_no(string content, char delimiter)
    {
        await registry.OptOutAsync(Jan);
        var list = await TakeInAsync(content);

        var result = (await Lists.CheckAsync(list, new NewScrub { Words = CultureInfo.GetCultureInfo("nl-BE") })).Value!;

        Assert.Equal(1, result.Unreadable);
        using var file = new CsvParser(new StringReader(Read(list, CheckedPart.Blocked)), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString() });
        var rows = new List<string[]>();
        while (file.Read())
        {
            rows.Add(file.Record!);
        }

        Assert.Equal(result.Blocked, rows.Count(row => row[^2] == "OptedOutAll"));
        Assert.Single(rows, row => row[^1].StartsWith("In deze rij", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_allowed_addresses_go_on_to_a_campaign_each_once_and_never_more_than_are_wanted()
    {
        await registry.OptOutAsync(Jan);
        var list = await TakeInAsync($"Naam;Mail;GSM\r\nAn;{An};0470 12 34 56\r\nJan;{Jan};\r\nAn;AN@voorbeeld.example;\r\nEls;els@voorbeeld.example;\r\n");
        Assert.Null(Lists.AllowedOf(list, 2));
        await Lists.CheckAsync(list, new NewScrub { Column = "Mail" });

        Assert.Equal([An, "els@voorbeeld.example"], Lists.AllowedOf(list, 2)!.Select(each => each.Exact));
        Assert.Null(Lists.AllowedOf(list, 1));
        Lists.Withdraw(list);
        Assert.Null(Lists.AllowedOf(list, 2));
    }

    [Fact]
    public async Task For_people_the_blocked_file_says_why_in_words_and_has_the_unreadable_rows_too()
    {
        await registry.OptOutAsync(Jan);
        var list = await TakeInAsync($"Naam;E-mail\r\nAn;{An}\r\nJan;{Jan}\r\nNiemand;\r\nEls;els@voorbeeld.example\r\n");
        await registry.CandidateAsync("els@voorbeeld.example");
        var message = new MessageFacts { Kind = MessageKind.ServiceNews, Channel = Core.Vocabulary.Channel.Email, ObjectionOffered = true, CarriesNotice = true };

        var result = (await Lists.CheckAsync(list, new NewScrub { Message = message, Words = CultureInfo.GetCultureInfo("nl-BE"), RowsShown = 5 })).Value!;

        Assert.Equal((4, 0, 3, 1), (result.Rows, result.Allowed, result.Blocked, result.Unreadable));
        Assert.Equal(
            $"Naam;E-mail;verdict_code;Reden\r\nAn;{An};NoBasis;Staat niet in het register: we weten niet van wie dit adres is, en hebben dus geen reden om het aan te schrijven.\r\n"
            + $"Jan;{Jan};OptedOutAll;Deze persoon wil geen enkele marketing meer van ons.\r\n"
            + "Niemand;;;In deze rij staat geen leesbaar adres voor dit kanaal.\r\n"
            + "Els;els@voorbeeld.example;NoBasis;We hebben geen rechtsgrond om deze persoon dit bericht te sturen.\r\n",
            Read(list, CheckedPart.Blocked));
        Assert.Equal(2, result.ByCode[DecisionCode.NoBasis]);
        Assert.Equal([new DecisionReason(DecisionCode.NoBasis, IsOfNobody: true), new DecisionReason(DecisionCode.NoBasis)], result.ByReason.Keys.Where(each => each.Code == DecisionCode.NoBasis));
    }

    [Theory]
    [InlineData("fr-BE", "Absente du registre : nous ne savons pas à qui est cette adresse, et n'avons donc aucune raison d'y écrire.")]
    [InlineData("nl-BE", "Staat niet in het register: we weten niet van wie dit adres is, en hebben dus geen reden om het aan te schrijven.")]
    [InlineData("en-GB", "\"Not in the registry: we do not know whose address this is, so we have no reason to write to it.\"")]
    public async Task The_words_are_written_in_the_encoding_of_the_list(string language, string words)
    {
        using var source = new MemoryStream(Encoding.Latin1.GetBytes($"Prénom,E-mail\nAndré,{An}\n"));
        var list = await Lists.TakeInAsync(source, TestRegistry.By);
        var message = new MessageFacts { Kind = MessageKind.ServiceNews, Channel = Core.Vocabulary.Channel.Email, ObjectionOffered = true };

        await Lists.CheckAsync(list, new NewScrub { Message = message, Words = CultureInfo.GetCultureInfo(language) });

        using var reader = new StreamReader(Lists.Open(list.Id, CheckedPart.Blocked, TestRegistry.By)!.Value.Content, Encoding.Latin1);
        var quoted = words.Contains(',', StringComparison.Ordinal) && words[0] != '"' ? $"\"{words}\"" : words;
        Assert.EndsWith($"André,{An},NoticeMissing,{quoted}\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_that_is_withdrawn_takes_its_files_along_and_leaves_the_list()
    {
        var list = await TakeInAsync(An);
        await Lists.CheckAsync(list, new NewScrub());

        Lists.Withdraw(list);

        Assert.Null(Lists.Open(list.Id, CheckedPart.Allowed, TestRegistry.By));
        Assert.Single(Directory.GetFiles(Folder));
        Assert.True((await Lists.CheckAsync(list, new NewScrub())).IsDone);
    }

    [Fact]
    public async Task Nothing_readable_stands_on_disk()
    {
        var list = await TakeInAsync(string.Concat(Enumerable.Repeat($"{An}\n", 10_000)));
        await Lists.CheckAsync(list, new NewScrub());

        var files = Directory.GetFiles(Folder);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("voorbeeld", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Assert.Equal(10_000, list.Result!.Allowed);
    }

    [Fact]
    public async Task A_list_checked_again_for_something_else_keeps_the_files_of_the_last_check_only()
    {
        var list = await TakeInAsync(An);
        await Lists.CheckAsync(list, new NewScrub());
        var message = new MessageFacts { Kind = MessageKind.ServiceNews, Channel = Core.Vocabulary.Channel.Email, ObjectionOffered = true };

        var second = (await Lists.CheckAsync(list, new NewScrub { Message = message })).Value!;

        Assert.Equal(DecisionCode.NoticeMissing, Assert.Single(second.ByCode).Key);
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
        Assert.Equal("", Read(list, CheckedPart.Allowed));
    }

    [Fact]
    public async Task What_its_page_is_done_with_is_gone_at_once()
    {
        var list = await TakeInAsync(An);
        await Lists.CheckAsync(list, new NewScrub());

        Lists.Discard(list.Id);
        Lists.Discard(list.Id);

        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Null(Lists.Open(list.Id, CheckedPart.Allowed, TestRegistry.By));
    }

    [Fact]
    public async Task What_nobody_asked_for_in_time_is_thrown_away()
    {
        var list = await TakeInAsync(An);
        await Lists.CheckAsync(list, new NewScrub());

        registry.Clock.Advance(CheckedLists.Lifetime - TimeSpan.FromTicks(1));
        Assert.Equal(An, Read(list, CheckedPart.Allowed));
        registry.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.Null(Lists.Open(list.Id, CheckedPart.Allowed, TestRegistry.By));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task What_a_crash_leaves_behind_is_gone_after_the_next_start()
    {
        var list = await TakeInAsync(An);
        await Lists.CheckAsync(list, new NewScrub());
        Assert.NotEmpty(Directory.GetFiles(Folder));

        await registry.ReopenAsync();

        Assert.False(Directory.Exists(Folder));
        Assert.Null(Lists.Open(list.Id, CheckedPart.Allowed, TestRegistry.By));
    }

    [Fact]
    public async Task A_check_that_is_stopped_leaves_no_files_but_the_list()
    {
        var list = await TakeInAsync(An);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Lists.CheckAsync(list, new NewScrub(), cancellation: stop.Token));

        Assert.Single(Directory.GetFiles(Folder));
        Assert.True((await Lists.CheckAsync(list, new NewScrub())).IsDone);
    }

    [Fact]
    public async Task A_list_that_is_left_while_it_is_checked_leaves_no_files()
    {
        var list = await TakeInAsync(An);

        await Lists.CheckAsync(list, new NewScrub(), new SynchronousProgress<CheckProgress>(_ => Lists.Discard(list.Id)));

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task A_file_without_addresses_is_refused_and_names_its_columns()
    {
        var list = await TakeInAsync("Nummer;Opmerking\n1;niets\n2;ook niets\n");

        Assert.Equal(Refusal.ColumnNotFound, (await Lists.CheckAsync(list, new NewScrub())).Refusal);
        Assert.Equal(["Nummer", "Opmerking"], Lists.ChoicesOf(list, null).Columns);
        Assert.Single(Directory.GetFiles(Folder));
    }

    private async Task<CheckedList> TakeInAsync(string text)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await Lists.TakeInAsync(source, TestRegistry.By);
    }

    private string Read(CheckedList list, CheckedPart part)
    {
        using var reader = new StreamReader(Lists.Open(list.Id, part, TestRegistry.By)!.Value.Content);
        return reader.ReadToEnd();
    }
}
