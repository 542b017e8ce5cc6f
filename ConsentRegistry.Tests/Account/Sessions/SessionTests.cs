using System.Net;
using System.Security.Claims;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.Sessions;

/// <summary>Who has signed out, or is sent away, is out: the cookie, the other browser, and the page that still stands open.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string By = "cli:test";

    private readonly RegistryApp app = new();
    private OperatorAccount ada = null!;

    public async ValueTask InitializeAsync()
    {
        ada = await app.MakeOperatorAsync("Ada", Role.Administrator, Role.Dpo);
        await app.MakeOperatorAsync("Zoe", Role.Administrator);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_cookie_that_is_sent_again_after_signing_out_opens_nothing()
    {
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);
        var cookie = client.Cookies["ConsentRegistry"]!.Value;
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(cookie));

        using var signedOut = await client.SendAsync("/account", SignOut.Path);

        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await WithCookieAsync(cookie));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("roles")]
    [InlineData("reset")]
    [InlineData("ended")]
    [InlineData("taken")]
    public async Task What_an_administrator_does_to_an_account_ends_its_sessions_at_once(string act)
    {
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);
        Assert.True(await OpensAsync(client));

        await ActAsync(act);

        Assert.False(await OpensAsync(client));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("roles")]
    [InlineData("reset")]
    [InlineData("ended")]
    [InlineData("taken")]
    [InlineData("signed out")]
    public async Task An_act_on_a_page_that_still_stands_open_is_refused(string act)
    {
        var user = await SignedInAsync();
        await using var scope = app.Services.CreateAsyncScope();
        ((IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        var currentOperator = scope.ServiceProvider.GetRequiredService<CurrentOperator>();
        Assert.Equal(ada.Id.ToString(), await currentOperator.AllowedAsync(Policies.GuardPrivacy));

        await ActAsync(act, user);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => currentOperator.AllowedAsync(Policies.GuardPrivacy));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => currentOperator.GetAsync());
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_elsewhere_and_not_this_one()
    {
        using var here = new OperatorClient(app);
        using var elsewhere = new OperatorClient(app);
        await here.SignInAsync(ada);
        await elsewhere.SignInAsync(ada);

        using var changed = await here.PostAsync(
            "/account/password", "password", ("Input.Current", RegistryApp.Password), ("Input.Password", "vier rode bussen"), ("Input.Repeat", "vier rode bussen"));

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.True(await OpensAsync(here));
        Assert.False(await OpensAsync(elsewhere));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task The_account_page_lists_the_browsers_and_ends_those_elsewhere()
    {
        using var here = new OperatorClient(app);
        using var elsewhere = new OperatorClient(app);
        using var third = new OperatorClient(app);
        elsewhere.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await here.SignInAsync(ada);
        await elsewhere.SignInAsync(ada);
        await third.SignInAsync(ada);
        var firefox = Assert.Single(await ListAsync(), session => session.Browser.Length > 0);

        var page = await here.PageAsync("/account");
        Assert.Contains("Firefox · Windows", page);
        Assert.Contains("deze browser", page);
        using var one = await here.PostAsync("/account", $"end-{firefox.Id}");
        Assert.False(await OpensAsync(elsewhere));
        Assert.True(await OpensAsync(third));

        using var others = await here.PostAsync("/account", "end-others");
        Assert.False(await OpensAsync(third));
        Assert.True(await OpensAsync(here));
        Assert.Equal(
            [AuditAction.SessionsEnded, AuditAction.SessionsEnded],
            (await app.InScopeAsync((AuditQueries audit) => audit.ListAsync(new AuditFilter()))).Rows.Select(row => row.Action).Where(action => action != AuditAction.SignedIn));
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else_by_its_id()
    {
        using var own = new OperatorClient(app);
        using var other = new OperatorClient(app);
        await own.SignInAsync(ada);
        await other.SignInAsync(await app.MakeOperatorAsync("Bram", Role.Recruiter));

        await app.InScopeAsync(async (EndSessions end) =>
        {
            await end.RunAsync(Guid.Parse("0198c0de-0000-7000-8000-000000000009"), (await ListAsync()).Single().Id, except: null, By);
            return true;
        });

        Assert.True(await OpensAsync(own));
    }

    [Fact]
    public async Task Who_signs_in_again_in_the_same_browser_leaves_one_session()
    {
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);
        await client.SignInAsync(ada);

        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task A_session_in_which_nothing_happens_is_over_after_eight_hours_and_one_in_use_is_not()
    {
        var clock = new TestClock();
        var sessions = new OperatorSessions(app.Services.GetRequiredService<IDbContextFactory<AccountsDbContext>>(), clock);
        var user = Named(await sessions.BeginAsync(ada, null));

        clock.Advance(OperatorSessions.Idle - TimeSpan.FromMinutes(1));
        Assert.True(await sessions.IsAliveAsync(user, isUse: true));
        clock.Advance(OperatorSessions.Idle);
        Assert.True(await sessions.IsAliveAsync(user, isUse: false));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await sessions.IsAliveAsync(user, isUse: true));
    }

    private static ClaimsPrincipal Named(Guid session) => new(new ClaimsIdentity(
        [new Claim(OperatorClaims.Session, session.ToString()), new Claim(ClaimTypes.Role, Role.Administrator), new Claim(ClaimTypes.Role, Role.Dpo)], "test"));

    private async Task<ClaimsPrincipal> SignedInAsync()
    {
        var session = await app.Services.GetRequiredService<OperatorSessions>().BeginAsync(ada, null);
        var user = await app.InScopeAsync((IUserClaimsPrincipalFactory<OperatorAccount> claims) => claims.CreateAsync(ada));
        user.Identities.Single().AddClaim(new Claim(OperatorClaims.Session, session.ToString()));
        return user;
    }

    private async Task ActAsync(string act, ClaimsPrincipal? user = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        switch (act)
        {
            case "disabled":
                Assert.Empty((await services.GetRequiredService<DisableAccount>().RunAsync(ada.Email!, By)).Errors);
                break;
            case "roles":
                Assert.Empty((await services.GetRequiredService<ChangeAccountRoles>().RunAsync(ada.Email!, [Role.Dpo], By)).Errors);
                break;
            case "reset":
                Assert.Empty((await services.GetRequiredService<ResetAccount>().RunAsync(ada.Email!, By)).Result.Errors);
                break;
            case "ended":
                await services.GetRequiredService<EndSessions>().RunAsync(ada.Id, only: null, except: null, By);
                break;
            case "taken":
                // Whatever way a role goes: the sessions do not go on with what the cookie says of it.
                var accounts = services.GetRequiredService<UserManager<OperatorAccount>>();
                Assert.Empty((await accounts.RemoveFromRoleAsync((await accounts.FindByIdAsync(ada.Id.ToString()))!, Role.Dpo)).Errors);
                break;
            default:
                await services.GetRequiredService<OperatorSessions>().EndAsync(OperatorSessions.IdOf(user!)!.Value);
                break;
        }
    }

    private Task<IReadOnlyList<SessionLine>> ListAsync() => app.InScopeAsync((SessionQueries sessions) => sessions.ListAsync(ada.Id));

    private static async Task<bool> OpensAsync(OperatorClient client)
    {
        using var answer = await client.Client.GetAsync("/account", TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<HttpStatusCode> WithCookieAsync(string cookie)
    {
        using var stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        stranger.DefaultRequestHeaders.Add("Cookie", $"ConsentRegistry={cookie}");
        using var answer = await stranger.GetAsync("/account", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
