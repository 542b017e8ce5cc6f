using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports.Profiles;

namespace ConsentRegistry.Tests.Components.Imports.Profiles;

/// <summary>The DPO decides of which sources a yes in a file counts.</summary>
public sealed class ImportProfilesPageTests : PersonDialogTest
{
    [Fact]
    public void Without_a_profile_the_page_says_where_they_come_from() =>
        Assert.Contains("can save its columns and origin", Render<ImportProfilesPage>().WaitForElement("#none + p").TextContent);

    [Fact]
    public async Task A_profile_shows_what_it_takes_for_a_yes_and_that_it_is_a_claim()
    {
        await SaveAsync();
        var page = Render<ImportProfilesPage>();
        page.WaitForElement("[data-profile='Beurs']");
        Assert.Equal("Claims only", page.Find(".badge").TextContent);
        Assert.Equal(
            ["Column “Nieuwsbrief”", "Recognised by its name", "Column “Tekst”", "Recognised by its name", "beurs.example", "None yet"],
            page.FindAll(".import-facts dd").Select(fact => fact.TextContent));
        Assert.Equal("Approve opt-ins of “Beurs”", page.Find(".step-foot button").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task Approving_wants_topic_version_and_a_look_and_is_in_the_audit_trail()
    {
        var profile = await SaveAsync();
        var host = Open<ApproveOptInsDialog>(new() { ["Profile"] = profile });
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Please fill this in.", "Please confirm this."], host.Problems()));

        host.Choose<Topic?>("#approve-topic", Topic.Events);
        host.Find("#approve-version").Change(" 2025-09 ");
        host.Find("#approve-seen").Change(true);
        host.Find("form").Submit();
        Closed(host);

        var approved = (await ViewAsync()).Profile;
        Assert.Equal((Topic.Events, "2025-09", SignedIn.Id), (approved.OptInTopic, approved.OptInPolicyVersion, approved.OptInsApprovedBy));
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal((AuditAction.OptInsApproved, SignedIn.Id, profile.Id, """{"topic":"Events","policyVersion":"2025-09"}"""), (entry.Action, entry.Operator, entry.Subject, entry.Details));
        Assert.Contains("counts as an opt-in for events by e-mail. The source shows version 2025-09 of the privacy policy.", Render<ImportProfilesPage>().WaitForElement(".badge.success").ParentElement!.ParentElement!.TextContent);
    }

    [Fact]
    public async Task What_was_saved_anew_since_it_was_shown_is_not_approved_unseen()
    {
        var profile = await SaveAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync();
        var host = Open<ApproveOptInsDialog>(new() { ["Profile"] = profile });
        host.Choose<Topic?>("#approve-topic", Topic.Events);
        host.Find("#approve-version").Change("2025-09");
        host.Find("#approve-seen").Change(true);
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.StartsWith("Somebody has saved this profile again", host.Find(".notice.danger p").TextContent));
        Assert.Null((await ViewAsync()).Profile.OptInsApprovedBy);
    }

    [Fact]
    public async Task Withdrawing_says_what_stays_and_is_done_once()
    {
        await SaveAsync();
        await Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Events, "2025-09"), "dpo");
        var host = Open<WithdrawApprovalDialog>(new() { ["Profile"] = (await ViewAsync()).Profile });
        Assert.Contains("stay on record and in force", host.Find(".what-happens").TextContent);
        host.Find("form").Submit();
        Closed(host);

        Assert.Null((await ViewAsync()).Profile.OptInsApprovedBy);
        Assert.Equal(Refusal.NothingToChange, (await Get<ApproveOptIns>().WithdrawAsync("Beurs", "dpo")).Refusal);
        Assert.Equal(Refusal.ProfileNotFound, (await Get<ApproveOptIns>().WithdrawAsync("Lijst", "dpo")).Refusal);
        Assert.Equal(
            [(AuditAction.OptInApprovalWithdrawn, SignedIn.Id), (AuditAction.OptInsApproved, "dpo")],
            (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Select(row => (row.Action, row.Operator)));
    }

    [Fact]
    public async Task What_was_approved_once_can_be_proved_after_the_profile_says_something_else()
    {
        var approve = Get<ApproveOptIns>();
        await SaveAsync();
        await approve.ExecuteAsync(new OptInApproval("Beurs", Topic.Events, " 2025-09 "), "dpo");
        await approve.WithdrawAsync("Beurs", "dpo");
        await approve.ExecuteAsync(new OptInApproval("Beurs", Topic.Projects, "2026-01"), "dpo");
        await SaveAsync();

        Assert.Equal(
            [
                (AuditAction.OptInsApproved, """{"topic":"Events","policyVersion":"2025-09"}"""),
                (AuditAction.OptInApprovalWithdrawn, """{"topic":"Events","policyVersion":"2025-09"}"""),
                (AuditAction.OptInsApproved, """{"topic":"Projects","policyVersion":"2026-01"}"""),
            ],
            (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.Reverse().Select(row => (row.Action, row.Details)));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("an@post.example.org")]
    public async Task What_is_no_policy_version_is_neither_approved_nor_written_into_the_audit_trail(string version)
    {
        await SaveAsync();
        Assert.Equal(Refusal.FieldInvalid, (await Get<ApproveOptIns>().ExecuteAsync(new OptInApproval("Beurs", Topic.Events, version), "dpo")).Refusal);
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
    }

    [Fact]
    public async Task A_recruiter_approves_nothing()
    {
        var profile = await SaveAsync();
        SignIn(Role.Recruiter);
        var host = Open<ApproveOptInsDialog>(new() { ["Profile"] = profile });
        host.Choose<Topic?>("#approve-topic", Topic.Events);
        host.Find("#approve-version").Change("2025-09");
        host.Find("#approve-seen").Change(true);
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Contains("Your role does not allow this", host.Find(".notice.danger").TextContent));
        Assert.Null((await ViewAsync()).Profile.OptInsApprovedBy);
    }

    private async Task<ImportProfile> SaveAsync()
    {
        await Get<SaveImportProfile>().ExecuteAsync(new NewImportProfile("Beurs")
        {
            Site = "beurs.example",
            Columns = new Dictionary<string, ImportField?> { ["Nieuwsbrief"] = ImportField.MarketingOptIn, ["Tekst"] = ImportField.OptInWording, ["Leeftijd"] = null },
        });
        return (await ViewAsync()).Profile;
    }

    private async Task<ImportProfileView> ViewAsync() => Assert.Single(await Get<ImportProfileQueries>().ListAsync());
}
