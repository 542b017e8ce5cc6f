using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Passwords;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Components.Administration.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Administration.Accounts;

/// <summary>The dialogs about an account that exists: other roles, a new password, closed.</summary>
public sealed class AccountDialogTests : PersonDialogTest
{
    private const string Ada = "ada@imalink.example";
    private const string Bram = "bram@imalink.example";

    public AccountDialogTests() => SignIn(Role.Administrator);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await AddAsync(Ada, "Ada", Role.Administrator);
        await AddAsync(Bram, "Bram", Role.Recruiter);
    }

    [Fact]
    public async Task The_roles_shown_are_the_held_ones_and_the_chosen_ones_are_held_afterwards()
    {
        var host = await OpenForAsync<ChangeRolesDialog>(Bram);
        Assert.True(host.Find("input[name=Recruiter]").HasAttribute("checked"));
        Assert.False(host.Find("input[name=Dpo]").HasAttribute("checked"));

        host.Find("input[name=Recruiter]").Change(false);
        host.Find("input[name=Dpo]").Change(true);
        await ProveAsync(host);
        host.Find("form").Submit();

        Closed(host);
        Assert.Equal([Role.Dpo], (await LineAsync(Bram)).Roles);
        Assert.Equal(AuditAction.AccountRolesChanged, await LastActAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("helemaal verkeerd")]
    public async Task Without_the_password_of_who_acts_no_role_changes_and_the_next_try_is_asked_for_it_again(string typed)
    {
        var host = await OpenForAsync<ChangeRolesDialog>(Bram);
        host.Find("input[name=Dpo]").Change(true);
        await ProveAsync(host, typed);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("Your password or code was not right", host.Find(".notice.danger p").TextContent));
        Assert.Equal([Role.Recruiter], (await LineAsync(Bram)).Roles);
        await ProveAsync(host);
        host.Find("form").Submit();
        Closed(host);
        Assert.Equal([Role.Recruiter, Role.Dpo], (await LineAsync(Bram)).Roles);
    }

    [Fact]
    public async Task An_account_keeps_at_least_one_role()
    {
        var host = await OpenForAsync<ChangeRolesDialog>(Bram);

        host.Find("input[name=Recruiter]").Change(false);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("Choose at least one role.", host.Find(".field-error").TextContent));
        Assert.Equal([Role.Recruiter], (await LineAsync(Bram)).Roles);
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role_and_the_dialog_says_why()
    {
        var host = await OpenForAsync<ChangeRolesDialog>(Ada);

        host.Find("input[name=Administrator]").Change(false);
        host.Find("input[name=Dpo]").Change(true);
        await ProveAsync(host);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("This is the last active administrator", host.Find(".notice.danger p").TextContent));
        Assert.Equal([Role.Administrator], (await LineAsync(Ada)).Roles);
    }

    [Fact]
    public async Task A_choice_of_roles_that_was_refused_is_not_called_wrong_once_it_is_mended()
    {
        var host = await OpenForAsync<ChangeRolesDialog>(Bram);
        host.Find("input[name=Recruiter]").Change(false);
        host.WaitForAssertion(() => Assert.Equal("Choose at least one role.", host.Find(".field-error").TextContent));
        host.Find("input[name=Dpo]").Change(true);
        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".field-error")));
        host.Find(".dialog-buttons button[type='button']").Click();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("form")));

        host = await OpenForAsync<ChangeRolesDialog>(Ada);
        host.Find("input[name=Administrator]").Change(false);
        host.Find("input[name=Dpo]").Change(true);
        await ProveAsync(host);
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Single(host.FindAll(".notice.danger")));
        host.Find("input[name=Administrator]").Change(true);
        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".notice.danger")));
    }

    [Fact]
    public async Task A_reset_shows_the_new_password_once_and_it_opens_the_account()
    {
        var host = await OpenForAsync<ResetAccountDialog>(Bram);
        Assert.Contains("Bram gets a new password for one sign-in.", host.Markup);

        await ProveAsync(host);
        host.Find("form").Submit();

        host.WaitForElement("[data-testid=issued-password]");
        Assert.True(await CheckAsync(Bram, host.Find("[data-testid=issued-password]").TextContent));
        Assert.Equal(AuditAction.AccountReset, await LastActAsync());
        Assert.Equal("issued-password", host.Find("button[data-copies]").GetAttribute("data-copies"));
        host.Find(".mud-dialog-actions button").Click();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("[data-testid=issued-password]")));
    }

    [Fact]
    public async Task A_disabled_account_says_since_when()
    {
        var host = await OpenForAsync<DisableAccountDialog>(Bram);

        host.Find("form").Submit();

        Closed(host);
        Assert.Equal(Clock.Now, (await LineAsync(Bram)).DisabledAt);
        Assert.Equal(AuditAction.AccountDisabled, await LastActAsync());
    }

    [Fact]
    public async Task The_last_administrator_stays_open_and_the_dialog_says_why()
    {
        var host = await OpenForAsync<DisableAccountDialog>(Ada);

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("This is the last active administrator", host.Find(".notice.danger p").TextContent));
        Assert.Null((await LineAsync(Ada)).DisabledAt);
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_is_refused_by_each_although_it_stands_open()
    {
        await RefusedAsync<ChangeRolesDialog>();
        await RefusedAsync<ResetAccountDialog>();
        await RefusedAsync<DisableAccountDialog>();

        var line = await LineAsync(Bram);
        Assert.Equal([Role.Recruiter], line.Roles);
        Assert.Null(line.DisabledAt);
    }

    private async Task RefusedAsync<TDialog>()
        where TDialog : ComponentBase
    {
        SignIn(Role.Administrator);
        var host = await OpenForAsync<TDialog>(Bram);
        SignIn(Role.Dpo);
        host.Find("form").Submit();
        host.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", host.Find(".notice.danger p").TextContent));
        host.Find(".mud-dialog-actions button[type=button]").Click();
        host.WaitForAssertion(() => Assert.Empty(host.FindAll("form")));
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenForAsync<TDialog>(string email)
        where TDialog : ComponentBase => Open<TDialog>(new() { ["Account"] = await LineAsync(email) });

    private async Task<AccountLine> LineAsync(string email) => (await InScopeAsync<AccountQueries, IReadOnlyList<AccountLine>>(accounts => accounts.ListAsync())).Single(line => line.Email == email);

    private Task<bool> CheckAsync(string email, string password) =>
        InScopeAsync<UserManager<OperatorAccount>, bool>(async accounts => await accounts.CheckPasswordAsync((await accounts.FindByEmailAsync(email))!, password));

    private async Task<AuditAction> LastActAsync() => (await Get<AuditQueries>().ListAsync(new AuditFilter { Operator = SignedIn.Id })).Rows[0].Action;

    private async Task AddAsync(string email, string name, string role) =>
        Assert.Empty((await InScopeAsync<AddAccount, IssuedPassword>(add => add.RunAsync(email, name, [role], "cli:test"))).Result.Errors);

    private async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> run)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
