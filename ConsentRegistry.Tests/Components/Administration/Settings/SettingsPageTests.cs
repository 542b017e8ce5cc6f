using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Administration.Settings;

namespace ConsentRegistry.Tests.Components.Administration.Settings;

/// <summary>RULES 3, "Settings": every change says who, why and when; nothing out of range becomes a setting.</summary>
public sealed class SettingsPageTests : PersonDialogTest
{
    private const string Shipped = "AsPolicyStates 24 24 24 False False False 90 24 31 4 0";

    [Theory]
    [InlineData("#permission-months", "1", "24", "0", "25", "Enter a whole number of months from 1 to 24.")]
    [InlineData("#consent-months", "1", "36", "0", "37", "Enter a whole number of months from 1 to 36.")]
    [InlineData("#soft-months", "1", "36", "0", "37", "Enter a whole number of months from 1 to 36.")]
    [InlineData("#feedback", "0", "90", "-1", "91", "Enter a whole number of days from 0 to 90.")]
    [InlineData("#do-not-call", "1", "168", "0", "169", "Enter a whole number of hours from 1 to 168.")]
    [InlineData("#robinson-days", "1", "366", "0", "367", "Enter a whole number of days from 1 to 366.")]
    [InlineData("#cap", "0", "2147483647", "-1", "-2", "Enter a whole number of at least 0.")]
    public void Both_ends_of_a_range_are_taken_and_one_beyond_is_explained(string field, string least, string most, string below, string above, string sentence)
    {
        var page = Render<SettingsPage>();
        foreach (var wrong in new[] { below, above })
        {
            page.Find(field).Change(wrong);
            page.Find("#reason").Change("Proef");
            page.Find("form").Submit();
            page.WaitForAssertion(() => Assert.Equal([sentence], page.Problems()));
            Assert.Equal(Shipped, Held());
        }

        var version = 0;
        foreach (var right in new[] { least, most })
        {
            page.Find(field).Change(right);
            page.Find("#reason").Change("Proef");
            page.Find("form").Submit();
            version++;
            page.WaitForAssertion(() => Assert.Equal($"Saved as version {version}; it applies from now on.", page.Find(".notice.success p").TextContent));
        }
    }

    [Theory]
    [InlineData("", "Please fill this in.")]
    [InlineData("veel", "This is not a whole number.")]
    public void What_is_no_number_is_explained(string typed, string sentence)
    {
        var page = Render<SettingsPage>();

        page.Find("#consent-months").Change(typed);
        page.Find("#reason").Change("Proef");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal([sentence], page.Problems()));
        Assert.Equal("Not saved: something above is missing or out of range.", page.Find(".notice.danger p").TextContent);
        Assert.Equal(Shipped, Held());
    }

    [Fact]
    public async Task A_change_wants_a_reason_holds_at_once_and_stands_in_history_and_audit()
    {
        var page = Render<SettingsPage>();
        Assert.Contains("candidates whose CV we found on a job site", page.Find(".notice.warning").TextContent);

        page.Find("input[value=OptInOnly]").Click();
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["Please fill this in."], page.Problems()));
        Assert.Equal(Shipped, Held());

        page.Find("#reason").Change("Advies van de raadsman");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Version 1", page.Find(".setting-changes").TextContent));
        Assert.Equal(ContactPermissionUse.OptInOnly, Get<GateSettingsStore>().Current.Gate.ContactPermission);
        Assert.Empty(page.FindAll(".notice.warning"));
        var change = page.Find(".setting-changes li");
        Assert.Contains("Advies van de raadsman", change.TextContent);
        Assert.Contains("16/03/2026 09:00", change.TextContent);
        Assert.Contains("As the policy states → Opt-in only", change.QuerySelector("dd")!.TextContent);
        Assert.Single(change.QuerySelectorAll("dt"));
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal((SignedIn.Id, AuditAction.GateSettingsChanged), (entry.Operator, entry.Action));
        var stored = Assert.Single(await Get<GateSettingsQueries>().HistoryAsync());
        Assert.Equal((SignedIn.Id, "Advies van de raadsman", Clock.Now, 0, 1), (stored.ChangedBy, stored.Reason, stored.ChangedAt, stored.Before.Version, stored.After.Version));
    }

    [Fact]
    public async Task The_look_at_the_Robinson_list_can_be_switched_off()
    {
        var page = Render<SettingsPage>();

        page.Find("#robinson").Change(false);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#robinson-days")));
        page.Find("#reason").Change("Geen post meer");
        page.Find("form").Submit();

        await Eventually.HoldsAsync(() => Task.FromResult(Get<GateSettingsStore>().Current.Gate.RobinsonMaxAgeDays is null));
        Assert.Contains("31 → not checked", page.Find(".setting-changes").TextContent);
    }

    [Fact]
    public async Task What_stands_in_a_field_that_was_hidden_since_stops_nobody()
    {
        var page = Render<SettingsPage>();
        page.Find("#robinson-days").Change("0");
        page.WaitForAssertion(() => Assert.Equal(["Enter a whole number of days from 1 to 366."], page.Problems()));

        page.Find("#robinson").Change(false);
        page.Find("#reason").Change("Geen post meer");
        page.Find("form").Submit();

        await Eventually.HoldsAsync(() => Task.FromResult(Get<GateSettingsStore>().Current.Gate.RobinsonMaxAgeDays is null));
    }

    [Fact]
    public void A_route_needs_its_assessment_stands_once_and_can_be_taken_away()
    {
        var page = Render<SettingsPage>();
        page.Find("#reason").Change("LIA-3 goedgekeurd");
        page.Find(".routes > button").Click();
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["Every route needs the number of its written assessment."], page.Problems()));

        page.Find("#route-0-assessment").Change(" LIA-3 ");
        page.Find(".routes > button").Click();
        page.Find("#route-1-assessment").Change("LIA-4");
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["This route is listed twice."], page.Problems()));

        page.FindAll("button[aria-label='Remove this route']")[1].Click();
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(
            [new AssessedRoute(Relationship.Client, MessageKind.ServiceNews, Channel.Phone, "LIA-3")],
            Get<GateSettingsStore>().Current.Gate.AssessedRoutes));
    }

    [Fact]
    public async Task Who_is_no_DPO_any_more_changes_nothing_although_the_page_stands_open()
    {
        var page = Render<SettingsPage>();
        page.Find("#cap").Change("9");
        page.Find("#reason").Change("Meer");
        SignIn(Role.Marketing);

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", page.Find(".notice.danger p").TextContent));
        Assert.Empty(await Get<GateSettingsQueries>().HistoryAsync());
    }

    [Fact]
    public async Task The_store_refuses_what_the_page_would_not_send()
    {
        var store = Get<GateSettingsStore>();
        var shipped = RegistrySettings.Shipped;
        var mail = new AssessedRoute(Relationship.Client, MessageKind.ServiceNews, Channel.Email, "LIA-3");

        Assert.Equal(Refusal.ReasonMissing, (await store.ChangeAsync(shipped with { MarketingPerPersonPer30Days = 2 }, " ", "cli:test")).Refusal);
        Assert.Equal(Refusal.NothingToChange, (await store.ChangeAsync(shipped, "Zomaar", "cli:test")).Refusal);
        Assert.Equal(Refusal.FieldInvalid, (await store.ChangeAsync(shipped with { Gate = shipped.Gate with { PermissionMonths = 25 } }, "Langer", "cli:test")).Refusal);
        Assert.Equal(Refusal.FieldInvalid, (await store.ChangeAsync(shipped with { Gate = shipped.Gate with { FeedbackDays = 91 } }, "Langer", "cli:test")).Refusal);
        Assert.Equal(Refusal.FieldInvalid, (await store.ChangeAsync(shipped with { Gate = shipped.Gate with { AssessedRoutes = [mail] } }, "Mail", "cli:test")).Refusal);
        Assert.Equal(shipped, store.Current);
    }

    private string Held()
    {
        var (gate, cap) = (Get<GateSettingsStore>().Current.Gate, Get<GateSettingsStore>().Current.MarketingPerPersonPer30Days);
        return $"{gate.ContactPermission} {gate.PermissionMonths} {gate.ConsentMonths} {gate.SoftOptInMonths} {gate.SoftOptInCoversEvents} {gate.SoftOptInCoversSms} "
            + $"{gate.ImpersonalMailboxOfUnknownCompany} {gate.FeedbackDays} {gate.DoNotCallMaxAgeHours} {gate.RobinsonMaxAgeDays} {cap} {gate.AssessedRoutes.Count}";
    }
}
