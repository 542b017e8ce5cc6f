using Bunit;
using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Layout;
using ConsentRegistry.Web.Components.ListChecks;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;
using ConsentRegistry.Web.Components.People.Dialogs.Privacy;
using ConsentRegistry.Web.Components.Search;
using ConsentRegistry.Web.Components.Shared.Drafts;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Shared.Forms;

/// <summary>A disk that is full or locked: what is on the screen stays there, and says what is safe.</summary>
public sealed class StorageFailureTests : PersonDialogTest
{
    private string Registry => Path.Combine(DataDirectory, "registry.db");

    private string Audit => Path.Combine(DataDirectory, "audit.db");

    [Fact]
    public async Task A_form_whose_input_cannot_be_kept_says_so_and_still_records()
    {
        var host = await OpenForAsync<OptOutDialog>(await CandidateAsync());
        TamperedDatabase.RefuseWrites(Registry, "Drafts");

        host.Find("#note").Change("belde");
        host.WaitForAssertion(() => Assert.StartsWith("What you type here cannot be kept", host.Find(".notice.warning p").TextContent, StringComparison.Ordinal));
        host.Find("form").Submit();
        Closed(host);

        Assert.IsType<OptOutRecorded>(Result);
    }

    [Fact]
    public async Task A_form_opens_empty_when_what_was_kept_cannot_be_read()
    {
        var person = await CandidateAsync();
        TamperedDatabase.Execute(Registry, "ALTER TABLE Drafts RENAME TO Elsewhere");

        var host = await OpenForAsync<OptOutDialog>(person);

        host.WaitForElement(".notice.warning");
    }

    [Fact]
    public async Task What_cannot_be_stored_is_said_and_the_form_can_be_sent_again()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<RestrictDialog>(person);
        TamperedDatabase.RefuseWrites(Registry, "LedgerEvents");

        host.Find("#reason").Change("Betwist de herkomst");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.StartsWith("This could not be stored.", host.Find(".notice.danger p").TextContent, StringComparison.Ordinal));
        TamperedDatabase.Execute(Registry, "DROP TRIGGER FullLedgerEvents");
        host.Find("form").Submit();
        Closed(host);

        Assert.True((await ViewAsync(person)).Standing.Restricted);
    }

    [Fact]
    public async Task What_was_done_is_not_done_again_because_the_audit_trail_could_not_be_written()
    {
        var person = await CandidateAsync();
        var host = await OpenForAsync<PermissionDialog>(person);
        host.Choose<AcquisitionSource?>("#source", AcquisitionSource.OwnInitiative);
        host.Choose<CollectionMoment?>("#moment", CollectionMoment.JobApplication);
        host.Find("#evidence-text").Change("Mail van vandaag");
        await Eventually.HoldsAsync(async () => (await Get<DraftStore>().ListAsync(SignedIn.Id)).Count == 1);
        TamperedDatabase.RefuseWrites(Audit, "AuditEntries");

        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.StartsWith("This was recorded: do not do it again.", host.Find(".notice.danger p").TextContent, StringComparison.Ordinal));
        var events = (await ViewAsync(person)).Timeline.Count;
        host.Find("form").Submit();

        Assert.Empty(await Get<DraftStore>().ListAsync(SignedIn.Id));
        Assert.Equal(events, (await ViewAsync(person)).Timeline.Count);
    }

    [Fact]
    public async Task A_search_that_cannot_be_put_on_record_shows_nobody_and_says_so()
    {
        await CandidateAsync();
        var palette = Render<Palette>();
        TamperedDatabase.RefuseWrites(Audit, "AuditEntries");

        palette.Find("input").Input("peet");

        palette.WaitForAssertion(() => Assert.Equal("The search does not work at the moment. Try again in a moment.", palette.Find("[role=status]").TextContent));
        Assert.DoesNotContain("An Peeters", palette.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_whose_check_cannot_be_put_on_record_shows_no_answer_says_so_and_can_be_checked_again()
    {
        var page = Render<ListCheckPage>();
        TamperedDatabase.RefuseWrites(Audit, "AuditEntries");
        page.Choose<MessageKind?>("#kind", null);
        page.Find("#typed").Change("an@voorbeeld.example");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.StartsWith("The list did not arrive completely", page.Find(".notice.danger p").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".check-result"));
        TamperedDatabase.Execute(Audit, "DROP TRIGGER FullAuditEntries");
        page.Find("form").Submit();
        page.WaitForElement(".check-result");
    }

    [Fact]
    public void The_reminder_of_unfinished_forms_is_left_out_when_it_cannot_be_read()
    {
        TamperedDatabase.Execute(Registry, "ALTER TABLE Drafts RENAME TO Elsewhere");

        Assert.Empty(Render<UnfinishedForms>().FindAll(".unfinished"));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_part_that_fails_does_not_take_the_page(bool says, int sentences)
    {
        var part = Render<Guarded>(guarded => guarded.Add(each => each.Says, says).AddChildContent<Failing>());

        Assert.Equal(sentences, part.FindAll("[role=alert]").Count);
        Assert.DoesNotContain("blazor-error", part.Markup, StringComparison.Ordinal);
    }

    private sealed class Failing : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException();
    }
}
