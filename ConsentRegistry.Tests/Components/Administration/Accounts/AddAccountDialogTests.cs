using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Administration.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Administration.Accounts;

public sealed class AddAccountDialogTests : PersonDialogTest
{
    public AddAccountDialogTests() => SignIn(Role.Administrator);

    [Fact]
    public void An_empty_form_says_what_is_missing_and_makes_nothing()
    {
        var host = Open<AddAccountDialog>();

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("Please fill this in. Choose at least one role.", string.Join(' ', host.Problems())));
        Assert.Equal(2, host.FindAll("#name[aria-invalid=true], #email[aria-invalid=true]").Count);
        Assert.Empty(Accounts());
    }

    [Fact]
    public async Task A_complete_form_makes_the_account_and_shows_the_password_once()
    {
        var host = Open<AddAccountDialog>();

        host.Find("#name").Change("Bram Peeters");
        host.Find("#email").Change("bram@imalink.example");
        host.Find("input[name=Recruiter]").Change(true);
        await ProveAsync(host);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Matches("^[a-z2-9]{5}(-[a-z2-9]{5}){3}$", host.Find("[data-testid=issued-password]").TextContent));
        Assert.Equal("bram@imalink.example", Assert.Single(Accounts()).Email);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_refused_once()
    {
        await MakeAsync("bram@imalink.example");
        var host = Open<AddAccountDialog>();

        host.Find("#name").Change("Bram Peeters");
        host.Find("#email").Change("bram@imalink.example");
        host.Find("input[name=Dpo]").Change(true);
        await ProveAsync(host);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("There is already an account with this address.", host.Find(".notice.danger p").TextContent));
    }

    [Fact]
    public void Who_is_no_administrator_any_more_is_refused_although_the_dialog_stands_open()
    {
        var host = Open<AddAccountDialog>();
        host.Find("#name").Change("Bram Peeters");
        host.Find("#email").Change("bram@imalink.example");
        host.Find("input[name=Dpo]").Change(true);
        SignIn(Role.Dpo);

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("Your role does not allow this (any more).", host.Find(".notice.danger p").TextContent));
        Assert.Empty(Accounts());
    }

    private List<OperatorAccount> Accounts()
    {
        using var scope = Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>().Users.Where(account => account.Id != Guid.Parse(SignedIn.Id))];
    }

    private async Task MakeAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<AddAccount>().RunAsync(email, "Bram", [Role.Dpo], "cli:test")).Result.Errors);
    }
}
