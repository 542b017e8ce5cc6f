using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Tests.Components.Campaigns.Edit;

public sealed class SavedAudiencesTests : PersonDialogTest
{
    public SavedAudiencesTests() => SignIn(Role.Marketing);

    [Fact]
    public async Task A_choice_is_given_a_name_and_chosen_again_by_it()
    {
        var host = DialogPlace();
        var fields = Open(new CampaignInput { Skills = "Java, Spring" });
        fields.Find("[data-act=save-audience]").Click();
        host.WaitForElement("form");
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal(["Please fill this in."], host.Problems()));
        host.Find("#audience-name").Change("Java in Gent");
        host.Find("form").Submit();
        Closed(host);

        fields.WaitForAssertion(() => Assert.Equal("Java in Gent", fields.Chosen<string>("#saved-audience")));
        Assert.Equal("“Java in Gent” can now be chosen.", Get<Announcements>().Shown[^1].Text);
        var saved = Assert.Single(await Get<SavedAudienceQueries>().ListAsync());
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.AudienceSaved })).Rows);
        Assert.Equal((SignedIn.Id, (Guid?)saved.Id), (entry.Operator, entry.Subject));

        var input = new CampaignInput { Skills = "Cobol" };
        input.Relationships.Add(Relationship.Client);
        var other = Open(input);
        other.WaitForElement("#saved-audience");
        other.Choose("#saved-audience", "Java in Gent");
        Assert.Equal(saved.AudienceJson, input.ToAudience().ToJson());
    }

    [Fact]
    public async Task One_that_is_deleted_is_gone_for_all_and_can_be_put_back()
    {
        var fields = await OpenSavedAsync();

        fields.Find("button[aria-label='Delete the saved audience “Java in Gent”']").Click();

        fields.WaitForElement("[data-act=save-audience]");
        Assert.Empty(await Get<SavedAudienceQueries>().ListAsync());
        var said = Get<Announcements>().Shown[^1];
        Assert.Equal("“Java in Gent” was deleted, for everybody.", said.Text);
        await fields.InvokeAsync(() => said.Next[0].Act());
        fields.WaitForAssertion(() => Assert.Equal("Java in Gent", fields.Chosen<string>("#saved-audience")));
        Assert.Equal(
            [AuditAction.AudienceDeleted, AuditAction.AudienceSaved],
            (await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows.OrderBy(row => row.Sequence).Select(row => row.Action));
    }

    [Fact]
    public async Task Who_may_make_no_campaigns_deletes_none()
    {
        var fields = await OpenSavedAsync();
        SignIn(Role.Recruiter);

        fields.Find("button[aria-label='Delete the saved audience “Java in Gent”']").Click();

        fields.WaitForAssertion(() => Assert.StartsWith("Your role does not allow this", Get<Announcements>().Shown[^1].Text, StringComparison.Ordinal));
        Assert.Single(await Get<SavedAudienceQueries>().ListAsync());
    }

    [Fact]
    public void Everybody_needs_no_name() => Assert.Empty(Open(new CampaignInput()).FindAll("button"));

    private IRenderedComponent<SavedAudiences> Open(CampaignInput input) => Render<SavedAudiences>(each => each.Add(p => p.Input, input));

    private async Task<IRenderedComponent<SavedAudiences>> OpenSavedAsync()
    {
        var input = new CampaignInput { Skills = "Java" };
        Assert.True((await Get<SaveAudience>().ExecuteAsync("Java in Gent", input.ToAudience(), "cli:test")).IsDone);
        var fields = Open(input);
        fields.WaitForElement("#saved-audience");
        return fields;
    }
}
