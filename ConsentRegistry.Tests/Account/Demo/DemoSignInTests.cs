using System.Net;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.Demo;

/// <summary>The way into a demonstration is no secret, and the way into anything else stays one.</summary>
public sealed class DemoSignInTests
{
    /// <summary>An installation that means it: second factors are wanted, and there is a mail server.</summary>
    private static readonly (string Name, string Value)[] InEarnest =
    [
        ("Account:TwoFactorRoles", "Dpo,Administrator"), ("Mail:Smtp:Host", "mail.imalink.example"), ("Mail:Smtp:EnvelopeSender", "bounces@imalink.example"),
    ];

    [Fact]
    public async Task Each_of_the_four_signs_in_by_password_alone_and_works_at_once()
    {
        await using var app = await RegistryApp.WithColleaguesOfDemoAsync(InEarnest);
        Assert.Equal(Role.All.Order(), DemoSignIns.All.Select(colleague => colleague.Role).Order());
        foreach (var colleague in DemoSignIns.All)
        {
            using var client = new OperatorClient(app);
            using var answer = await client.TrySignInAsync(colleague.Email, DemoSignIns.Password);
            Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, new Uri(app.Address, answer.Headers.Location!).AbsolutePath));

            // Nothing is left to do first: no password of their own, no duty to accept, no second factor.
            using var home = await client.Client.GetAsync("/", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, home.StatusCode);
            Assert.Contains(colleague.DisplayName, await client.PageAsync("/account"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_sign_in_page_of_a_demonstration_says_so_names_the_four_and_fills_in_whom_one_chooses()
    {
        await using var app = await RegistryApp.WithColleaguesOfDemoAsync();
        using var client = new OperatorClient(app);
        var page = await client.PageAsync("/account/login?returnUrl=%2Fpeople");

        Assert.Contains("Dit is een demonstratie", page, StringComparison.Ordinal);
        Assert.Contains(DemoSignIns.Password, page, StringComparison.Ordinal);
        Assert.All(DemoSignIns.All, colleague =>
        {
            Assert.Contains(colleague.DisplayName, page, StringComparison.Ordinal);
            Assert.Contains($"/account/login?as={colleague.Role}&returnUrl=%2Fpeople", page, StringComparison.Ordinal);
            Assert.DoesNotContain($"value=\"{colleague.Email}\"", page, StringComparison.Ordinal);
        });

        var filled = await client.PageAsync("/account/login?as=Marketing");
        Assert.Contains("value=\"karim@imalink.example\"", filled, StringComparison.Ordinal);
        Assert.Contains($"value=\"{DemoSignIns.Password}\"", filled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_mail_leaves_a_demonstration_whatever_the_settings_say()
    {
        await using var app = await RegistryApp.WithColleaguesOfDemoAsync(InEarnest);
        Assert.False(app.Services.GetRequiredService<SmtpOptions>().IsConfigured);
    }

    [Fact]
    public async Task Any_other_folder_names_nobody_fills_in_nothing_sends_by_its_mail_server_and_gets_no_such_accounts()
    {
        await using var app = new RegistryApp(InEarnest);
        await app.MakeOperatorAsync("Ada", Role.Administrator);
        using var client = new OperatorClient(app);
        var page = await client.PageAsync("/account/login?as=Marketing");

        Assert.DoesNotContain("demo-sign-ins", page, StringComparison.Ordinal);
        Assert.DoesNotContain(DemoSignIns.Password, page, StringComparison.Ordinal);
        Assert.All(DemoSignIns.All, colleague => Assert.DoesNotContain(colleague.Email, page, StringComparison.Ordinal));
        Assert.True(app.Services.GetRequiredService<SmtpOptions>().IsConfigured);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.InScopeAsync((MakeDemoAccounts make) => make.RunAsync("cli:an")));
    }

    [Fact]
    public async Task The_password_of_the_sign_in_can_be_looked_at_and_is_known_to_a_password_manager()
    {
        await using var app = new RegistryApp();
        await app.MakeOperatorAsync("Ada", Role.Recruiter);
        using var client = new OperatorClient(app);
        var page = await client.PageAsync("/account/login");

        Assert.Matches("<input[^>]*data-first[^>]*id=\"email\"|<input[^>]*id=\"email\"[^>]*data-first", page);
        Assert.Contains("autocomplete=\"username webauthn\"", page, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", page, StringComparison.Ordinal);
        Assert.Contains("data-reveals=\"password\"", page, StringComparison.Ordinal);
        Assert.Contains("data-caps=\"password\"", page, StringComparison.Ordinal);
        Assert.Contains("js/account", page, StringComparison.Ordinal);
    }
}
