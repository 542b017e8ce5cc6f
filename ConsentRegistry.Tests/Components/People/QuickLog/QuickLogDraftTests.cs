using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.QuickLog;
using ConsentRegistry.Web.Components.Shared.Drafts;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.People.QuickLog;

/// <summary>What becomes of a contact that was typed and not sent, or sent twice.</summary>
public sealed class QuickLogDraftTests : PersonDialogTest
{
    [Fact]
    public async Task A_draft_that_is_gone_on_with_recognises_who_is_known()
    {
        await CandidateAsync("an.peeters@example.com");
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an.peeters@example.com");
        host.WaitForElement("[data-known]");
        Leave(host);

        Continue(Open<QuickLogDialog>()).WaitForElement("[data-known]");
    }

    [Fact]
    public async Task What_was_typed_is_offered_beside_an_empty_form_brought_back_with_one_press_and_gone_once_it_is_recorded()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("#log-family").Input("Peeters");
        host.Find("#log-source").Change("AdResponse");
        host.Find("[data-agreed='Events-Email']").Change(true);
        Leave(host);

        host = Open<QuickLogDialog>();
        Assert.Equal("Unfinished: Peeters, 16/03/2026 09:00", host.WaitForElement(".draft-offer p").TextContent);
        Assert.Equal("", ValueOf(host, "#log-email"));
        Assert.Empty(host.FindAll(".draft-back"));

        Continue(host);
        Assert.Equal("an@example.com", ValueOf(host, "#log-email"));
        Assert.True(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));
        host.Find("#log-way").Change("Letter");
        host.Find("form").Submit();
        Closed(host);
        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public async Task A_form_that_was_opened_and_left_as_it_was_is_not_unfinished()
    {
        var person = await CandidateAsync();
        Leave(Open<QuickLogDialog>(new() { ["Person"] = person }));

        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public async Task What_is_thrown_away_is_gone()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-family").Input("Peeters");
        Leave(host);

        host = Open<QuickLogDialog>();
        host.WaitForElement(".draft-offer [data-act='throw-away']").Click();

        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".draft-offer")));
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 0);
    }

    [Fact]
    public async Task Starting_over_forgets_what_was_typed()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-family").Input("Peeters");
        Leave(host);

        host = Continue(Open<QuickLogDialog>());
        host.Find(".draft-back button").Click();

        host.WaitForAssertion(() => Assert.Equal("", ValueOf(host, "#log-family")));
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 0);
    }

    [Fact]
    public async Task What_is_typed_meanwhile_replaces_nothing_that_is_offered_each_has_its_own_time_and_ends_by_itself()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        await LeaveForAnHourAsync(host);
        host = Open<QuickLogDialog>();
        host.WaitForElement(".draft-offer");
        host.Find("#log-email").Input("bert@example.com");
        await LeaveForAnHourAsync(host);

        host = Open<QuickLogDialog>();
        host.WaitForAssertion(() => Assert.Equal(
            ["Unfinished: bert@example.com, 16/03/2026 10:00", "Unfinished: an@example.com, 16/03/2026 09:00"],
            host.FindAll(".draft-offer p").Select(offer => offer.TextContent)));

        // Somebody else is typed, sent, and leaves both where they were.
        Fill(host, "cis@example.com");
        host.Find("form").Submit();
        Closed(host);
        host = Open<QuickLogDialog>();
        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll(".draft-offer").Count));

        // What was begun is not lost by going on with another.
        host.Find("#log-family").Input("Dubois");
        Continue(host);
        Assert.Equal("bert@example.com", ValueOf(host, "#log-email"));
        host.WaitForAssertion(() => Assert.Equal(
            ["Unfinished: Dubois, 16/03/2026 11:00", "Unfinished: an@example.com, 16/03/2026 09:00"],
            host.FindAll(".draft-offer p").Select(offer => offer.TextContent)));
        Assert.Single(await Get<DraftStore>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public async Task One_that_was_chosen_from_the_list_is_there_at_once_and_the_next_one_opens_empty()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-family").Input("Peeters");
        Leave(host);
        Get<OpenForms>().Want(Assert.Single(await Get<DraftStore>().ListAsync(SignedIn.Id)).Key);

        host = Open<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        Assert.Equal("Peeters", ValueOf(host, "#log-family"));
        Leave(host);

        host = Open<QuickLogDialog>();
        host.WaitForElement(".draft-offer");
        Assert.Equal("", ValueOf(host, "#log-family"));
    }

    [Fact]
    public async Task The_same_draft_in_two_windows_is_recorded_once_and_the_second_says_so()
    {
        var host = Open<QuickLogDialog>();
        Fill(host, "an@example.com");
        Leave(host);
        var key = Assert.Single(await Get<DraftStore>().ListAsync(SignedIn.Id)).Key;
        var draft = (await Get<DraftStore>().FindAsync(key))!.Content;
        host = Continue(Open<QuickLogDialog>());
        host.Find("form").Submit();
        Closed(host);

        // What the other window still has on its screen.
        await Get<DraftStore>().KeepAsync(key, draft);
        host = Continue(Open<QuickLogDialog>());
        host.WaitForElement("[data-known]");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Contains("already sent", host.Find(".notice.danger").TextContent));
        host.WaitForAssertion(() => Assert.True(host.Find("button[type='submit']").HasAttribute("disabled")));
        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
        Assert.Equal(1, (await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
        Assert.Equal(1, (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Count(entry => entry.Action == AuditAction.ContactLogged));
    }

    [Fact]
    public async Task What_was_corrected_in_a_second_window_is_recorded_as_well()
    {
        var host = Open<QuickLogDialog>();
        Fill(host, "an@example.com");
        Leave(host);
        var key = Assert.Single(await Get<DraftStore>().ListAsync(SignedIn.Id)).Key;
        var draft = (await Get<DraftStore>().FindAsync(key))!.Content;
        host = Continue(Open<QuickLogDialog>());
        host.Find("form").Submit();
        Closed(host);

        await Get<DraftStore>().KeepAsync(key, draft);
        host = Continue(Open<QuickLogDialog>());
        host.Find("#log-email").Input("bert@example.com");
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(2, (await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
    }

    [Fact]
    public void What_was_agreed_to_by_one_address_never_stands_under_another()
    {
        var host = Open<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("#log-family").Input("Peeters");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-evidence-text").Change("Ja");
        Leave(host);
        host = Continue(Open<QuickLogDialog>());
        Assert.True(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));

        host.Find("#log-email").Input("bert@example.com");

        host.WaitForAssertion(() => Assert.Contains("belonged to the address", host.Find(".quick-log .notice.warning").TextContent));
        Assert.False(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));
        Assert.Equal("", ValueOf(host, "#log-evidence-text"));
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-email").Input("bert2@example.com");
        Assert.True(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));
    }

    private static void Fill(IRenderedComponent<MudDialogProvider> host, string email)
    {
        host.Find("#log-email").Input(email);
        host.Find("#log-family").Input("Peeters");
        host.Find("#log-source").Change("AdResponse");
    }

    private static void Leave(IRenderedComponent<MudDialogProvider> host)
    {
        host.WaitForElement(".dialog-buttons button[type='button']").Click();
        Closed(host);
    }

    private async Task LeaveForAnHourAsync(IRenderedComponent<MudDialogProvider> host)
    {
        Leave(host);
        // It is written beside the page: whoever asks for the list waits for it.
        Assert.NotEmpty(await Get<DraftStore>().ListAsync(SignedIn.Id));
        Clock.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>Goes on with the newest of what is offered.</summary>
    private static IRenderedComponent<MudDialogProvider> Continue(IRenderedComponent<MudDialogProvider> host)
    {
        host.WaitForElement(".draft-offer [data-act='continue']").Click();
        host.WaitForElement(".draft-back");
        return host;
    }

    private static string ValueOf(IRenderedComponent<MudDialogProvider> host, string field) => host.Find(field).GetAttribute("value") ?? "";
}
