using Bunit;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Administration;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Administration;

public sealed class ChecklistTests : PersonDialogTest
{
    public ChecklistTests() => SignIn(Role.Administrator);

    [Fact]
    public async Task Right_after_the_set_up_everything_is_to_do_and_each_thing_leads_to_where_it_is_done_or_told()
    {
        await AddAsync("Ada", Role.Administrator, SignedIn.Id);

        var list = Render<Checklist>();

        list.WaitForAssertion(() => Assert.Equal(
            [
                "Mail ToDo /help#mail", "Public ToDo /help#public-address", "Colleagues ToDo /accounts", "SecondFactor ToDo /account/two-factor", "Backup ToDo /help#backup", "Import ToDo",
            ],
            list.FindAll("[data-item]").Select(item => $"{item.GetAttribute("data-item")} {item.GetAttribute("data-state")} {item.QuerySelector("a")?.GetAttribute("href")}".TrimEnd())));
        Assert.Equal("0 of 6 done", list.Find(".checklist-head .quiet").TextContent);
        Assert.Contains("Signing in with only a password: Ada.", list.Find("[data-item=SecondFactor]").TextContent);
        Assert.Contains("http://localhost:5080", list.Find("[data-item=Public]").TextContent);
    }

    [Fact]
    public async Task What_was_done_is_ticked_by_how_it_is()
    {
        var ada = await AddAsync("Ada", Role.Administrator, SignedIn.Id);
        await AddAsync("Bram", Role.Recruiter);
        await AddAsync("Sofie", Role.Dpo);
        await Get<SaveImportProfile>().ExecuteAsync(new NewImportProfile("Jobbeurs Gent"), Xunit.TestContext.Current.CancellationToken);
        await WithAccountsAsync(async accounts => await accounts.SetTwoFactorEnabledAsync((await accounts.FindByIdAsync(ada.ToString()))!, true));

        var list = Render<Checklist>();

        list.WaitForAssertion(() => Assert.Equal("ToDo ToDo Ok ToDo ToDo Ok", StatesOf(list)));
        Assert.Contains("Signing in with only a password: Sofie.", list.Find("[data-item=SecondFactor]").TextContent);
        Assert.Equal("/accounts", list.Find("[data-item=SecondFactor] a").GetAttribute("href"));
        Assert.Contains("3 people can sign in.", list.Find("[data-item=Colleagues]").TextContent);
        Assert.Empty(list.FindAll("[data-item=Colleagues] a"));
    }

    [Fact]
    public async Task Whoever_puts_it_away_sees_it_only_where_it_stays()
    {
        await AddAsync("Ada", Role.Administrator, SignedIn.Id);
        var list = Render<Checklist>();
        list.WaitForElement("[data-act=put-away]").Click();
        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".checklist")));

        var again = Render<Checklist>();
        var kept = Render<Checklist>(parameters => parameters.Add(each => each.Stays, true));

        kept.WaitForElement("[data-item=Mail]");
        Assert.Empty(kept.FindAll("[data-act=put-away]"));
        Assert.Empty(again.FindAll(".checklist"));
    }

    [Fact]
    public void Nobody_but_an_administrator_sees_it()
    {
        SignIn(Role.Dpo);
        Assert.Empty(Render<Checklist>(parameters => parameters.Add(each => each.Stays, true)).FindAll(".checklist"));
    }

    private static string StatesOf(IRenderedComponent<Checklist> list) => string.Join(' ', list.FindAll("[data-item]").Select(item => item.GetAttribute("data-state")));

    private async Task<Guid> AddAsync(string name, string role, string? id = null)
    {
        var account = OperatorAccount.Create($"{name.ToLowerInvariant()}@imalink.example", name, Clock.Now);
        account.Id = id is null ? account.Id : Guid.Parse(id);
        await WithAccountsAsync(async accounts =>
        {
            Assert.Empty((await accounts.CreateAsync(account, RegistryApp.Password)).Errors);
            return await accounts.AddToRoleAsync(account, role);
        });
        return account.Id;
    }

    private async Task WithAccountsAsync(Func<UserManager<OperatorAccount>, Task<IdentityResult>> run)
    {
        await using var scope = Services.CreateAsyncScope();
        Assert.Empty((await run(scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>())).Errors);
    }
}

/// <summary>Where mails leave by a server, and links begin with https.</summary>
public sealed class ChecklistOfSettingsTests : PersonDialogTest
{
    public ChecklistOfSettingsTests()
    {
        Services.AddSingleton(new SmtpOptions { Host = "mail.imalink.example", EnvelopeSender = "bounces@imalink.example" });
        Services.AddSingleton(new PublicOptions { BaseUrl = "https://consent.imalink.example" });
        SignIn(Role.Administrator);
    }

    [Fact]
    public void Settings_are_ticked_with_what_they_say()
    {
        var list = Render<Checklist>();

        list.WaitForAssertion(() => Assert.Equal("Ok Ok ToDo Ok ToDo ToDo", string.Join(' ', list.FindAll("[data-item]").Select(item => item.GetAttribute("data-state")))));
        Assert.Contains("Mails are sent through mail.imalink.example.", list.Find("[data-item=Mail]").TextContent);
        Assert.Contains("Links in mails begin with https://consent.imalink.example.", list.Find("[data-item=Public]").TextContent);
    }
}
