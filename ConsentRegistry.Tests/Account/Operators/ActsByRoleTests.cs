using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.Operators;

/// <summary>
/// The table of DESIGN 4 from inside an open page: what a role may do is asked at the moment of the act, whatever the page still shows. Which component passes with which
/// policy is held by <see cref="Conventions.ActsTests"/>.
/// </summary>
public sealed class ActsByRoleTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> RolesByPolicy = new()
    {
        [Policies.EditPeople] = "Recruiter Dpo",
        [Policies.RecordOptOut] = "Recruiter Marketing Dpo",
        [Policies.Import] = "Recruiter Dpo",
        [Policies.Check] = "Recruiter Marketing Dpo",
        [Policies.Campaigns] = "Marketing Dpo",
        [Policies.GuardPrivacy] = "Dpo",
        [Policies.ManageAccounts] = "Administrator",
        [Policies.Operate] = "Administrator",
    };

    private readonly RegistryApp app = new();

    public async ValueTask InitializeAsync() => await app.MakeOperatorAsync("Zoe", Role.Administrator);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(Role.Recruiter)]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Administrator)]
    public async Task An_act_is_done_while_the_role_allows_it_and_refused_from_the_moment_on_in_which_it_does_not(string role)
    {
        var ada = await app.MakeOperatorAsync("Ada", role);
        await using var page = app.Services.CreateAsyncScope();
        await OpenAsync(page.ServiceProvider, ada);

        Assert.Equal(RolesByPolicy.Where(policy => policy.Value.Split(' ').Contains(role)).Select(policy => policy.Key), await DoneAsync(page.ServiceProvider));

        foreach (var other in Role.All.Except([role]))
        {
            Assert.Empty((await app.InScopeAsync((ChangeAccountRoles change) => change.RunAsync(ada.Email!, [other], "cli:test"))).Errors);
            // Not even what the new role may: the page was opened by another.
            Assert.Empty(await DoneAsync(page.ServiceProvider));
        }
    }

    private async Task OpenAsync(IServiceProvider page, OperatorAccount account)
    {
        var session = await app.Services.GetRequiredService<OperatorSessions>().BeginAsync(account, null);
        var user = await app.InScopeAsync((IUserClaimsPrincipalFactory<OperatorAccount> claims) => claims.CreateAsync(account));
        user.Identities.Single().AddClaim(new(OperatorClaims.Session, session.ToString()));
        ((IHostEnvironmentAuthenticationStateProvider)page.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
    }

    /// <summary>The policies under which forms of this page are carried out; the others say that the role does not allow it.</summary>
    private static async Task<IReadOnlyList<string>> DoneAsync(IServiceProvider page)
    {
        var done = new List<string>();
        foreach (var policy in RolesByPolicy.Keys)
        {
            var form = page.GetRequiredService<FormSubmission>();
            await form.RecordAsync<string>(policy, AuditAction.JobRun, _ => null, by => Task.FromResult<Result<string>>(by), _ => done.Add(policy));
            Assert.Equal(done.Contains(policy), form.Refusals.Count == 0);
        }

        return done;
    }
}
