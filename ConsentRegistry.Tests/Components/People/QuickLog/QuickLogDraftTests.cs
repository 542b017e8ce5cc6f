using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.QuickLog;

namespace ConsentRegistry.Tests.Components.People.QuickLog;

/// <summary>What becomes of a contact that was typed and not sent, or sent twice.</summary>
public sealed class QuickLogDraftTests : PersonDialogTest
{
    [Fact]
    public async Task A_draft_that_is_brought_back_recognises_who_is_known()
    {
        await CandidateAsync("an.peeters@example.com");
        var host = OpenHeard<QuickLogDialog>();
        host.Find("#log-email").Input("an.peeters@example.com");
        host.WaitForElement("[data-known]");
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);

        OpenHeard<QuickLogDialog>().WaitForElement("[data-known]");
    }

    [Fact]
    public async Task What_was_typed_is_back_when_the_form_opens_again_and_gone_once_it_is_recorded()
    {
        var host = OpenHeard<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("#log-family").Input("Peeters");
        host.Find("#log-source").Change("AdResponse");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);

        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        Assert.Equal("an@example.com", host.Find("#log-email").GetAttribute("value"));
        Assert.True(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));
        host.Find("#log-way").Change("Letter");
        host.Find("form").Submit();
        Closed(host);
        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
    }

    [Fact]
    public async Task Starting_over_forgets_what_was_typed()
    {
        var host = OpenHeard<QuickLogDialog>();
        host.Find("#log-family").Input("Peeters");
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);

        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back button").Click();

        host.WaitForAssertion(() => Assert.Equal("", host.Find("#log-family").GetAttribute("value") ?? ""));
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 0);
    }

    [Fact]
    public async Task The_same_draft_in_two_windows_is_recorded_once_and_the_second_says_so()
    {
        var host = OpenHeard<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("#log-family").Input("Peeters");
        host.Find("#log-source").Change("AdResponse");
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);
        var key = Assert.Single(await Get<DraftStore>().ListAsync(SignedIn.Id)).Key;
        var draft = (await Get<DraftStore>().FindAsync(key))!.Content;
        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        host.Find("form").Submit();
        Closed(host);

        // What the other window still has on its screen.
        await Get<DraftStore>().KeepAsync(key, draft);
        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        host.WaitForElement("[data-known]");
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Contains("sent already", host.Find(".notice.danger").TextContent));
        host.WaitForAssertion(() => Assert.True(host.Find("button[type='submit']").HasAttribute("disabled")));
        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
        Assert.Equal(1, (await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
        Assert.Equal(1, (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Count(entry => entry.Action == AuditAction.ContactLogged));
    }

    [Fact]
    public async Task What_was_corrected_in_a_second_window_is_recorded_as_well()
    {
        var host = OpenHeard<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("#log-family").Input("Peeters");
        host.Find("#log-source").Change("AdResponse");
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);
        var key = Assert.Single(await Get<DraftStore>().ListAsync(SignedIn.Id)).Key;
        var draft = (await Get<DraftStore>().FindAsync(key))!.Content;
        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        host.Find("form").Submit();
        Closed(host);

        await Get<DraftStore>().KeepAsync(key, draft);
        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        host.Find("#log-email").Input("bert@example.com");
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(2, (await Get<PeopleQueries>().ListAsync(new PeopleFilter())).Total);
    }

    [Fact]
    public void What_was_agreed_to_by_one_address_never_stands_under_another()
    {
        var host = OpenHeard<QuickLogDialog>();
        host.Find("#log-email").Input("an@example.com");
        host.Find("#log-family").Input("Peeters");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-evidence-text").Change("Ja");
        host.Find(".dialog-buttons button[type='button']").Click();
        Closed(host);
        host = OpenHeard<QuickLogDialog>();
        host.WaitForElement(".draft-back");
        Assert.True(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));

        host.Find("#log-email").Input("bert@example.com");

        host.WaitForAssertion(() => Assert.Contains("belonged to the address", host.Find(".quick-log .notice.warning").TextContent));
        Assert.False(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));
        Assert.Equal("", host.Find("#log-evidence-text").GetAttribute("value") ?? "");
        host.Find("[data-agreed='Events-Email']").Change(true);
        host.Find("#log-email").Input("bert2@example.com");
        Assert.True(host.Find("[data-agreed='Events-Email']").HasAttribute("checked"));
    }
}
