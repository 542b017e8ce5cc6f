using System.Text.Json;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The campaign verbs on a folder that no server owns.</summary>
public sealed class CampaignVerbsTests : IAsyncLifetime
{
    private const string Create = "campaign create Java --kind ProjectOffer --offer P-7 --match Java";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync("an@voorbeeld.example");
        await registry.CandidateAsync("jan@voorbeeld.example", "Jan", "Maes", each => each with { Language = "fr", Skills = "Cobol" });
        await registry.OptOutAsync("jan@voorbeeld.example");
        await registry.CloseAsync();
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_campaign_is_written_previewed_and_carried_to_its_end()
    {
        await DoneAsync(Create);
        Assert.Equal("1 of 2 addressees would get the message. By code: OptedOutAll 1, ContactPermission 1.\n", Sorted(await DoneAsync("campaign preview Java")));

        var status = JsonDocument.Parse(await DoneAsync("campaign start Java --json")).RootElement;

        Assert.Equal("Finished", status.GetProperty("state").GetString());
        Assert.Equal((2, 2), (status.GetProperty("addressees").GetInt32(), status.GetProperty("done").GetInt32()));
        Assert.Equal("""{"Sent":1,"Blocked":1}""", status.GetProperty("byState").GetRawText());
        Assert.Equal(1, status.GetProperty("byCode").GetProperty("OptedOutAll").GetInt32());
        Assert.Single(Directory.GetFiles(Path.Combine(registry.Folder, "outbox"), "*.eml", SearchOption.AllDirectories));
        Assert.Contains("Finished; 2 of 2 addressees done.\nBy state: Sent 1, Blocked 1.\n", await DoneAsync("campaign status Java"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--relationship Client", 0)]
    [InlineData("--relationship client --relationship CandidateApplied", 2)]
    [InlineData("--language fr", 1)]
    [InlineData("--skill cobol --skill Java", 1)]
    [InlineData("--topic Projects", 0)]
    public async Task The_audience_is_what_the_options_say(string options, int expected)
    {
        await DoneAsync($"{Create} {options}");

        Assert.Equal(expected, JsonDocument.Parse(await DoneAsync("campaign preview Java --json")).RootElement.GetProperty("addressees").GetInt32());
    }

    [Fact]
    public async Task A_list_takes_the_place_of_the_registry_and_its_unreadable_lines_are_counted()
    {
        await File.WriteAllLinesAsync(Path.Combine(registry.Desk, "list.txt"), ["AN@voorbeeld.example", "", "geen adres", "niemand@elders.example"]);

        Assert.EndsWith(" Lines of the list that cannot be read: 1.\n", await DoneAsync($"{Create} --list list.txt"), StringComparison.Ordinal);

        Assert.Contains("1 of 2 addressees", await DoneAsync("campaign preview Java"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_a_campaign_stand_in_its_mails()
    {
        await DoneAsync($"{Create} --subject-nl Gent --message-nl Welkom");
        await DoneAsync("campaign start Java");

        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(registry.Folder, "outbox"), "*.eml", SearchOption.AllDirectories)));
        Assert.Contains("Subject: Gent", mail, StringComparison.Ordinal);
        Assert.Contains("Welkom", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_masks_addresses_unless_they_are_asked_for()
    {
        await DoneAsync(Create);
        await DoneAsync("campaign start Java");

        Assert.Equal("{\"rows\":2}\n", await DoneAsync("campaign export Java --out report.csv --report --json"));
        Assert.DoesNotContain("jan@voorbeeld.example", await ReadAsync("report.csv"), StringComparison.Ordinal);
        await DoneAsync("campaign export Java --out report.csv --report --readable");
        Assert.Contains("jan@voorbeeld.example", await ReadAsync("report.csv"), StringComparison.Ordinal);
        Assert.Contains("OptedOutAll", await ReadAsync("report.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_campaign_waits_for_a_server_and_can_be_called_off()
    {
        await DoneAsync(Create);

        Assert.Contains("Scheduled (at 2999-01-01T09:00:00+01:00)", await DoneAsync("campaign start Java --at 2999-01-01T09:00:00+01:00"), StringComparison.Ordinal);
        Assert.Contains("\"state\":\"Cancelled\"", await DoneAsync("campaign cancel Java --json"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(registry.Folder, "outbox")) && Directory.GetFiles(Path.Combine(registry.Folder, "outbox"), "*.eml").Length > 0);
    }

    [Theory]
    [InlineData("campaign status Nosuch", 1, "There is no such campaign.")]
    [InlineData("campaign start 019cf5d0-0000-7000-8000-000000000001", 1, "There is no such campaign.")]
    [InlineData("campaign pause Java", 1, "This campaign is a draft: it has not started. It cannot be paused.")]
    [InlineData("campaign resume Java", 1, "This campaign is a draft: it has not started. It cannot be resumed.")]
    [InlineData("campaign create Java --kind ProjectOffer --offer P-8 --match Java", 1, "Another campaign has this name.")]
    [InlineData("campaign create Net --kind ProjectOffer --match Java", 1, "A project offer needs the reference of its project (--offer)")]
    [InlineData("campaign create Net --kind ProjectOffer --offer P-8", 1, "A project offer must say why it fits: give the reason (--match), or choose people by skill (--skill).")]
    [InlineData("campaign create Net --kind ProjectOffer --offer P-8 --skill Java --list list.txt", 1, "A project offer must say why it fits")]
    [InlineData("campaign create Net --kind ServiceNews", 1, "The texts cannot be sent like this. Your message: write what it is about.")]
    [InlineData("campaign create Net --kind EventInvitation --carries-notice --subject-nl Kom", 1, "Your message: write what it is about.")]
    [InlineData("campaign create Net --kind Feedback --message-fr {{nom}}", 1, "Your message: there is no field {{nom}}.")]
    [InlineData("campaign create Net --kind Feedback --message-fr {{noticeText}}", 1, "Your message: {{noticeText}} cannot stand here.")]
    [InlineData("campaign create Net --kind Feedback --subject-fr {{nom}}", 1, "Subject: there is no field {{nom}}.")]
    [InlineData("campaign export Java --out list.csv --report", 1, "Not ready yet: nothing is written. This campaign is a draft")]
    [InlineData("campaign start Java --at 2020-01-01T00:00:00Z", 1, "This instant has passed already.")]
    [InlineData("campaign export Java --out list.csv", 1, "Only campaigns by telephone and by post have a list; for the others there is --report.")]
    [InlineData("campaign export Java --out nosuch/list.csv --report", 1, "nosuch/list.csv cannot be written: there is no such folder.")]
    [InlineData("campaign create Java --kind ProjectOffer --list empty.txt", 1, "The file is empty, or it is not a list but a document, a web page or a picture.")]
    [InlineData("campaign create Net --kind Transactional", 1, "A message in somebody's own application, contract or case cannot be a campaign")]
    [InlineData("campaign create Java --kind ProjectOffer --language de", 2, "--language: \"de\" is not one of nl, fr, en.")]
    [InlineData("campaign create Java --kind ProjectOffer --per-minute 0", 2, "--per-minute: \"0\" is not a whole number above zero.")]
    [InlineData("campaign create Java", 2, "--kind is missing.")]
    public async Task What_cannot_be_done_is_said_and_leaves_nothing(string line, int exit, string sentence)
    {
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "empty.txt"), "\n");
        await File.WriteAllTextAsync(Path.Combine(registry.Desk, "list.txt"), "an@voorbeeld.example\n");
        await DoneAsync(Create);
        using var caller = new Caller(directory: registry.Desk);

        Assert.Equal(exit, await RunAsync(caller, line));

        Assert.Contains(sentence, caller.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(registry.Desk, "*.csv*"));
        Assert.Single(JsonDocument.Parse(await DoneAsync("campaign status --json")).RootElement.GetProperty("campaigns").EnumerateArray());
    }

    [Fact]
    public async Task Of_two_campaigns_with_one_name_the_id_must_be_given()
    {
        var id = JsonDocument.Parse(await DoneAsync($"{Create} --json")).RootElement.GetProperty("id").GetString();
        await DoneAsync(Create.Replace("create Java", "create Net", StringComparison.Ordinal));
        // As an earlier version of the program could leave it.
        await registry.StartAsync();
        await using (var database = registry.Database())
        {
            await database.Set<Campaign>().ExecuteUpdateAsync(set => set.SetProperty(each => each.Name, "Java"), TestContext.Current.CancellationToken);
        }

        await registry.CloseAsync();
        using var caller = new Caller(directory: registry.Desk);

        Assert.Equal(1, await RunAsync(caller, "campaign start Java"));
        Assert.Equal("Several campaigns have this name: use the id.\n", caller.Error);
        Assert.Contains("Finished", await DoneAsync($"campaign start {id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServiceNews")]
    [InlineData("EventInvitation")]
    [InlineData("Feedback")]
    [InlineData("PolicyNotice")]
    public async Task Every_kind_of_campaign_has_a_text_with_and_without_the_notice(string kind)
    {
        await DoneAsync($"campaign create Plain --kind {kind} --message-nl Welkom");
        await DoneAsync($"campaign create Notice --kind {kind} --message-nl Welkom --carries-notice");
    }

    [Fact]
    public async Task News_written_in_one_language_goes_to_everybody_in_it()
    {
        await DoneAsync("campaign create News --kind ServiceNews --message-fr Bienvenue");

        await registry.StartAsync();
        var id = Assert.Single(await registry.Get<CampaignQueries>().NamedAsync("News", TestContext.Current.CancellationToken));
        Assert.Equal("fr", Assert.Single((await registry.Get<CampaignQueries>().FindAsync(id, TestContext.Current.CancellationToken))!.Campaign.Texts).Language);
    }

    [Fact]
    public async Task Why_it_fits_is_said_in_each_language_and_once_for_the_others()
    {
        await DoneAsync($"{Create} --match-fr Spring");

        await registry.StartAsync();
        var id = Assert.Single(await registry.Get<CampaignQueries>().NamedAsync("Java", TestContext.Current.CancellationToken));
        var reasons = (await registry.Get<CampaignQueries>().FindAsync(id))!.Campaign.MatchReason!;
        Assert.Equal(("Java", "Spring"), (reasons.In("nl"), reasons.In("fr")));
    }

    [Theory]
    [InlineData("start", "started")]
    [InlineData("pause", "paused")]
    [InlineData("resume", "resumed")]
    [InlineData("cancel", "cancelled")]
    public async Task A_finished_campaign_says_since_when_it_is(string verb, string done)
    {
        await DoneAsync(Create);
        await DoneAsync("campaign start Java");
        using var caller = new Caller(directory: registry.Desk);

        Assert.Equal(1, await RunAsync(caller, $"campaign {verb} Java"));

        Assert.Matches($@"^This campaign finished on \d{{4}}-\d\d-\d\d \d\d:\d\d\. It cannot be {done}\.\n$", caller.Error);
    }

    [Fact]
    public async Task A_report_goes_to_standard_output_with_a_hyphen_and_what_is_said_to_standard_error()
    {
        await DoneAsync(Create);
        await DoneAsync("campaign start Java");
        using var caller = new Caller(directory: registry.Desk);

        Assert.Equal(0, await RunAsync(caller, "campaign export Java --report --out -"));

        Assert.StartsWith("\uFEFFname,address,state,", caller.Output, StringComparison.Ordinal);
        Assert.Equal("2 rows written.\n", caller.Error);
    }

    // The order of codes is that of the vocabulary and no promise.
    private static string Sorted(string text) => text.Replace("ContactPermission 1, OptedOutAll 1", "OptedOutAll 1, ContactPermission 1", StringComparison.Ordinal);

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(registry.Desk, file));

    private async Task<string> DoneAsync(string line)
    {
        using var caller = new Caller(directory: registry.Desk);
        var exit = await RunAsync(caller, line);
        Assert.Equal((0, ""), (exit, caller.Error));
        return caller.Output;
    }

    private static Task<int?> RunAsync(Caller caller, string line) => new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
        .TryRunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)], caller.Console, TestContext.Current.CancellationToken);
}
