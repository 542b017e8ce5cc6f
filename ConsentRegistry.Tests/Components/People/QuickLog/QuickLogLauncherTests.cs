using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.People.QuickLog;
using ConsentRegistry.Web.Components.Shared.Parts;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.People.QuickLog;

/// <summary>What is said after a contact was recorded, and what can be done about it.</summary>
public sealed class QuickLogLauncherTests : PersonDialogTest
{
    [Fact]
    public async Task What_was_recorded_is_said_in_one_line_and_opens()
    {
        var said = await LogAsync();

        Assert.Equal((Severity.Success, "Recorded: An Peeters", ""), (said.Severity, said.Text, said.Detail));
        Assert.Equal(["Undo", "Open"], said.Next.Select(next => next.Word));
    }

    [Fact]
    public async Task An_opt_in_that_cannot_be_used_is_said_at_once()
    {
        var person = await CandidateAsync();
        await Get<RecordOptOut>().ExecuteAsync(person, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");

        var said = await LogAsync(person);

        Assert.Equal(Severity.Warning, said.Severity);
        Assert.Contains("Project offer, e-mail", said.Detail);
    }

    [Fact]
    public async Task Undo_takes_it_back_and_stands_in_the_audit_trail()
    {
        SignIn(Role.Recruiter);
        var said = await LogAsync();
        var person = (await NamedAsync()).Single().Id;

        await said.Next[0].Act();

        Assert.Null(await Get<PeopleQueries>().FindAsync(person));
        Assert.Equal("Undone: An Peeters is no longer in the registry. Refusals stay on record.", Get<Announcements>().Shown[^1].Text);
        var entry = (await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.ContactTakenBack })).Rows.Single();
        Assert.Equal((SignedIn.Id, (Guid?)person), (entry.Operator, entry.Subject));
    }

    [Fact]
    public async Task Undo_of_a_contact_with_somebody_known_leaves_the_person()
    {
        var person = await CandidateAsync();
        Clock.Advance(TimeSpan.FromDays(1));

        await (await LogAsync(person)).Next[0].Act();

        Assert.Single((await ViewAsync(person)).Person.Acquisitions);
        Assert.Equal("The contact with An Peeters was undone. A privacy notice noted with it does not count any more; refusals stay on record.", Get<Announcements>().Shown[^1].Text);
    }

    [Fact]
    public async Task Too_late_is_said_and_changes_nothing()
    {
        var said = await LogAsync();
        Clock.Advance(TakeBackContact.Within + TimeSpan.FromSeconds(1));

        await said.Next[0].Act();

        Assert.StartsWith("This can only be undone for ten minutes.", Get<Announcements>().Shown[^1].Text, StringComparison.Ordinal);
        Assert.Single(await NamedAsync());
        Assert.Empty((await Get<AuditQueries>().ListAsync(new AuditFilter { Action = AuditAction.ContactTakenBack })).Rows);
    }

    private async Task<IReadOnlyList<PersonRow>> NamedAsync() => (await Get<PeopleQueries>().ListAsync(new PeopleFilter { Text = "peeters" })).Rows;

    /// <summary>Logs a call of An Peeters, or of somebody known.</summary>
    private async Task<Said> LogAsync(Guid? known = null)
    {
        var host = DialogPlace();
        var launcher = Render<QuickLogLauncher>();
        var opened = launcher.InvokeAsync(() => launcher.Instance.OpenAsync(known));
        host.WaitForElement("form");
        if (known is null)
        {
            host.Find("#log-email").Input("an.peeters@example.com");
        }

        host.Find("#log-kind-Call").Change(true);
        host.Find("#notice-given").Change(true);
        host.Find("form").Submit();
        Closed(host);
        await opened;
        return Get<Announcements>().Shown[^1];
    }
}
