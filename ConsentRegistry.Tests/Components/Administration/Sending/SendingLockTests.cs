using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Administration.Sending;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Administration.Sending;

/// <summary>While sending is locked everybody at work is told, and the DPO alone goes on from there.</summary>
public sealed class SendingLockTests : PersonDialogTest
{
    /// <summary>What is to be done first, by a few words of each step.</summary>
    private static readonly string[] Steps =
        ["“repair-journal”", "If a line could not be saved", "Look through the campaigns", "Record again what", "complete copy", "If there is none", "“verify”"];

    [Fact]
    public async Task The_DPO_reads_why_writes_a_reason_and_releases()
    {
        await LockAsync(Get<SendingLock>());
        var page = Render<SendingPage>();
        Assert.Contains("The opt-out journal ends before the last line", page.Markup);

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal(["Please fill this in."], page.Problems()));
        Assert.Equal(SendingLock.JournalLost, Get<SendingLock>().Reason);
        page.Find("#reason").Change("Kopie van het journaal teruggezet");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Nothing stands in the way of sending.", page.Markup));
        Assert.Null(Get<SendingLock>().Reason);
        var entry = Assert.Single((await Get<AuditQueries>().ListAsync(new AuditFilter())).Rows);
        Assert.Equal((SignedIn.Id, AuditAction.SendingReleased), (entry.Operator, entry.Action));
        Assert.DoesNotContain("journaal", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reason_is_told_with_what_is_to_be_done_first()
    {
        var sending = Get<SendingLock>();
        foreach (var reason in new[] { SendingLock.JournalDamaged, SendingLock.Restored, "OfALaterVersion" })
        {
            await sending.LockAsync(reason, CancellationToken.None);
        }

        var page = Render<SendingPage>();

        Assert.Contains("A line of the opt-out journal", page.Markup);
        Assert.Contains("The database is older", page.Markup);
        Assert.Contains("(OfALaterVersion)", page.Markup);
        Assert.Equal(Steps, page.FindAll(".steps li").Select(step => Steps.First(step.TextContent.Contains)));
    }

    [Fact]
    public async Task Who_is_no_DPO_any_more_releases_nothing_although_the_page_stands_open()
    {
        await LockAsync(Get<SendingLock>());
        var page = Render<SendingPage>();
        page.Find("#reason").Change("Alles nagekeken");
        SignIn(Role.Marketing);

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", page.Find(".notice.danger p").TextContent));
        Assert.Equal(SendingLock.JournalLost, Get<SendingLock>().Reason);
    }

    [Fact]
    public async Task A_release_wants_a_reason_and_a_lock()
    {
        var sending = Get<SendingLock>();
        Assert.Equal(Refusal.NothingToChange, (await sending.ReleaseAsync("Niets aan de hand", "cli:test")).Refusal);

        await LockAsync(sending);
        Assert.Equal(Refusal.ReasonMissing, (await sending.ReleaseAsync(" ", "cli:test")).Refusal);
        Assert.Equal(SendingLock.JournalLost, sending.Reason);
    }

    [Theory]
    [InlineData(Role.Dpo, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Administrator, false)]
    public void The_banner_leads_only_the_DPO_to_the_release(string role, bool leads)
    {
        SignIn(role);

        var banner = Render<SendingBanner>(parameters => parameters
            .Add(each => each.Because, SendingLock.JournalLost)
            .AddCascadingValue(Get<AuthenticationStateProvider>().GetAuthenticationStateAsync()));

        Assert.Equal(leads, banner.FindAll("a[href='/sending']").Count == 1);
        Assert.Equal(!leads, banner.Markup.Contains("until the DPO releases it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_banner_stands_on_the_pages_of_who_is_signed_in_and_on_no_others()
    {
        await using var app = new RegistryApp();
        await LockAsync(app.Services.GetRequiredService<SendingLock>());
        var bram = await app.MakeOperatorAsync("Bram", Role.Recruiter);
        using var client = new OperatorClient(app);
        Assert.DoesNotContain("sending-banner", await client.PageAsync("/account/login"));

        await client.SignInAsync(bram);

        Assert.Contains("tot de DPO het vrijgeeft", await client.PageAsync("/account"));
    }

    private static async Task LockAsync(SendingLock sending)
    {
        await sending.LockAsync(SendingLock.JournalLost, CancellationToken.None);
        await sending.LoadAsync(CancellationToken.None);
    }
}
