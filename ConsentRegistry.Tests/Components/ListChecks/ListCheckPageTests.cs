using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Tabular;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.ListChecks;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Tests.Components.ListChecks;

public sealed class ListCheckPageTests : PersonDialogTest
{
    private string Spool => Path.Combine(DataDirectory, "spool", "checks");

    [Fact]
    public async Task Pasted_addresses_get_a_light_a_sentence_and_a_line_in_the_audit_trail()
    {
        await CandidateAsync("an@voorbeeld.example");
        await OptOutAsync("jan@voorbeeld.example");
        var page = Render<ListCheckPage>();
        Choose(page, null);

        page.Find("#typed").Change("AN@voorbeeld.example\njan+x@voorbeeld.example\ngeen adres");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(["1", "1", "1"], page.FindAll(".light-count").Select(each => each.TextContent)));
        Assert.Equal(["Not on the suppression list", "Blocked", "Unreadable"], page.FindAll(".light-name").Select(each => each.TextContent));
        Assert.Contains("Not being on it is not a permission", page.Find(".check-result .notice.warning").TextContent);
        Assert.DoesNotContain("Allowed", page.Find(".check-result").TextContent, StringComparison.Ordinal);
        Assert.Contains("jan+x@voorbeeld.example", page.Find(".reason.block .reason-rows").TextContent);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Operator = SignedIn.Id })).Rows);
        Assert.Equal(
            (AuditAction.AddressChecked, "{\"kind\":\"suppression-only\",\"channel\":\"Email\",\"rows\":\"3\",\"allowed\":\"1\",\"blocked\":\"1\"}"), (entry.Action, entry.Details));
    }

    [Fact]
    public async Task Who_sees_no_people_sees_masked_addresses()
    {
        await OptOutAsync("jan@voorbeeld.example");
        SignIn(Role.Marketing);
        var page = Render<ListCheckPage>();

        page.Find("#typed").Change("jan@voorbeeld.example");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("j•••@v•••.example", page.Find(".reason-rows").TextContent));
        Assert.DoesNotContain("jan@", page.Find(".check-result").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_offer_asks_which_project_and_why_it_fits()
    {
        var page = Render<ListCheckPage>();
        Choose(page, MessageKind.ProjectOffer);
        page.Find("#typed").Change("an@voorbeeld.example");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal("Please fill this in.", Assert.Single(page.Problems())));
        Assert.Equal(2, page.FindAll("#offer[aria-invalid=true], #match[aria-invalid=true]").Count);
        Assert.Empty(page.FindAll(".check-result"));
    }

    [Fact]
    public void A_recruiter_checks_a_hundred_addresses_and_no_list_and_takes_no_file()
    {
        SignIn(Role.Recruiter);
        var page = Render<ListCheckPage>();
        Assert.Empty(page.FindAll("input[type=file]"));

        page.Find("#typed").Change(string.Join('\n', Enumerable.Range(0, 101).Select(i => $"an{i}@voorbeeld.example")));
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.StartsWith("Your role may check up to 100 addresses", page.Find(".notice.danger p").TextContent));

        page.Find("#typed").Change(string.Join('\n', Enumerable.Range(0, 100).Select(i => $"an{i}@voorbeeld.example")));
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("100", page.FindAll(".light-count")[1].TextContent));
        Assert.Empty(page.FindAll("a[download]"));
    }

    [Fact]
    public void Nothing_pasted_and_too_much_pasted_are_said_so()
    {
        var page = Render<ListCheckPage>();

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("Paste an address, or choose a list.", page.Find(".notice.danger p").TextContent));

        page.Find("#typed").Change(new string('a', PurposeInput.LongestText));
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.StartsWith("This is too long to paste", page.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task Of_a_workbook_with_several_sheets_another_can_be_checked()
    {
        await OptOutAsync("jan@voorbeeld.example");
        var book = new WorkbookFile().Sheet("Klanten", WorkbookFile.Row(1, "", "E-mail") + WorkbookFile.Row(2, "hidden=\"1\"", "an@voorbeeld.example")).Sheet("Oud", ["Mail"], ["jan@voorbeeld.example"], ["bo@voorbeeld.example"]);
        var page = Render<ListCheckPage>();
        Choose(page, null);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(book.Bytes(), "klanten.xlsx"));
        page.WaitForAssertion(() => Assert.Equal(["1", "0", "0"], page.FindAll(".light-count").Select(each => each.TextContent)));
        Assert.Equal(["Klanten", "Oud"], page.FindComponents<SelectField<string>>().Single(field => field.Instance.Id == "sheet").Instance.Options);
        Assert.Contains(page.FindAll(".notice.warning"), notice => notice.TextContent.Contains("checked like the others: 1. Hidden columns: 0.", StringComparison.Ordinal));
        Assert.Contains("come as text (CSV)", page.Find(".check-result").TextContent);

        page.Choose("#sheet", "Oud");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("[data-testid=outdated]")));
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["1", "1", "0"], page.FindAll(".light-count").Select(each => each.TextContent)));
    }

    [Fact]
    public void A_workbook_that_cannot_be_read_says_why()
    {
        var page = Render<ListCheckPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(WorkbookFile.Of(["E-mail"])[..300], "klanten.xlsx"));

        page.WaitForAssertion(() => Assert.StartsWith("This workbook is damaged", page.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public async Task A_file_is_checked_as_soon_as_it_is_there_and_goes_with_the_page()
    {
        await OptOutAsync("jan@voorbeeld.example");
        var page = Render<ListCheckPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("E-mail\nan@voorbeeld.example\njan@voorbeeld.example\n", "klanten.csv"));

        page.WaitForAssertion(() => Assert.Contains("klanten.csv", page.Find(".file-chip").TextContent));
        page.WaitForAssertion(() => Assert.Equal("2", page.FindAll(".light-count")[1].TextContent));
        Assert.Equal(2, page.FindAll("a[download]").Count);
        Assert.Equal(3, Directory.GetFiles(Spool).Length);
        Assert.Equal(AuditAction.ListScrubbed, Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Operator = SignedIn.Id })).Rows).Action);

        Choose(page, null);
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("1", page.FindAll(".light-count")[0].TextContent));

        await DisposeComponentsAsync();
        Assert.Empty(Directory.GetFiles(Spool));
    }

    [Fact]
    public void Where_no_column_is_recognised_it_can_be_chosen()
    {
        var page = Render<ListCheckPage>();
        Choose(page, null);
        var rows = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i};{(i < 30 ? "geen" : $"an{i}@voorbeeld.example")}\n"));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("Nummer;Bereikbaar\n" + rows, "klanten.csv"));

        page.WaitForAssertion(() => Assert.StartsWith("No column with addresses", page.Find(".notice.danger p").TextContent));
        page.Choose("#column", "Bereikbaar");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["10", "0", "30"], page.FindAll(".light-count").Select(each => each.TextContent)));
    }

    [Fact]
    public void What_is_no_list_is_refused_with_a_sentence()
    {
        var page = Render<ListCheckPage>();

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary([0x50, 0x4B, 3, 4, 0, 0, 0, 0], "klanten.csv"));

        page.WaitForAssertion(() => Assert.Contains("This is not an Excel workbook, a CSV file or a text file", page.Find(".notice.danger p").TextContent));
        Assert.Empty(page.FindAll(".check-result"));
    }

    [Fact]
    public async Task A_changed_choice_takes_the_answer_away_until_it_is_checked_again()
    {
        await OptOutAsync("jan@voorbeeld.example");
        var page = Render<ListCheckPage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("E-mail\nan@voorbeeld.example\njan@voorbeeld.example\n", "klanten.csv"));
        page.WaitForAssertion(() => Assert.Equal("2", page.FindAll(".light-count")[1].TextContent));

        Choose(page, MessageKind.EventInvitation);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".check-result")));
        Assert.Contains("the answer for “Service news · E-mail”", page.Find("[data-testid=outdated]").TextContent);
        Assert.Equal("Your question has changed", page.Find("[role=status].sr-only").TextContent);
        Assert.Single(Directory.GetFiles(Spool));
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("Checked for: Invitation · E-mail", page.Find("#check-result").TextContent));
        Assert.Empty(page.FindAll("[data-testid=outdated]"));

        page.Choose("#channel", Channel.Sms);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".check-result")));
        page.Find(".file-chip button").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-testid=outdated]")));
        Assert.Contains("Nothing checked yet", page.Markup);
    }

    [Fact]
    public void Typing_takes_the_answer_away_at_once()
    {
        var page = Render<ListCheckPage>();
        page.Find("#typed").Change("an@voorbeeld.example");
        page.Find("form").Submit();
        page.WaitForElement(".check-result");

        page.Find("#typed").Input("an@voorbeeld.example\nj");

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-testid=outdated]")));
        Assert.Empty(page.FindAll(".check-result"));
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_called_not_in_the_register_and_keeps_its_code()
    {
        await CandidateAsync("an@voorbeeld.example");
        var page = Render<ListCheckPage>();
        page.Find("#notice").Change(true);

        page.Find("#typed").Change("an@voorbeeld.example\nniemand@voorbeeld.example\nonzin");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".reason.block").Count));
        var unknown = page.FindAll(".reason.block").Single(each => each.TextContent.Contains("niemand@", StringComparison.Ordinal));
        Assert.Contains("Not in the registry", unknown.TextContent);
        Assert.Contains("NoBasis", unknown.TextContent);
        Assert.DoesNotContain("this person", unknown.TextContent, StringComparison.Ordinal);
        Assert.Contains("this person", page.FindAll(".reason.block").Single(each => each.TextContent.Contains("an@", StringComparison.Ordinal)).TextContent);
        Assert.Contains("Unreadable rows are among the blocked ones", page.Markup);
    }

    [Fact]
    public async Task From_allowed_addresses_a_button_leads_to_a_campaign_of_that_kind_and_channel_for_them()
    {
        await CandidateAsync("an@voorbeeld.example");
        var page = Render<ListCheckPage>();
        Choose(page, MessageKind.ProjectOffer);
        page.Find("#offer").Change("P-7");
        page.Find("#match").Change("Java");
        page.Find("#typed").Change("an@voorbeeld.example");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Create a campaign: project offer, by e-mail", page.Find("[data-testid=to-campaign]").TextContent));
        page.Find("[data-testid=to-campaign]").Click();
        page.WaitForState(() => Get<NavigationManager>().Uri.EndsWith("/campaigns/new?kind=ProjectOffer&channel=Email", StringComparison.Ordinal));
        Assert.Equal(
            new CampaignBeginning(MessageKind.ProjectOffer, Channel.Email, "P-7", "Java", List: "an@voorbeeld.example") { GoesFirst = true },
            Get<CampaignPrefill>().Take());
        page.Find("#typed").Change("niemand@voorbeeld.example");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("0", page.FindAll(".light-count")[0].TextContent));
        Assert.Empty(page.FindAll("[data-testid=to-campaign]"));
    }

    private static void Choose(IRenderedComponent<ListCheckPage> page, MessageKind? kind) => page.Choose("#kind", kind);

    private async Task OptOutAsync(string address) => Assert.True((await Get<RecordOptOut>().ExecuteAsync(
        Address.Read(address)!, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.CommandLine }, "cli:test")).IsDone);
}
