using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Passwords;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Tests.Account.Operators;

public sealed class AccountUseCaseTests : IAsyncLifetime
{
    private const string Ada = "ada@imalink.example";
    private const string Bram = "bram@imalink.example";
    private const string By = "cli:test";

    private readonly RegistryApp app = new();

    public async ValueTask InitializeAsync() => await app.MakeOperatorAsync("Ada", Role.Administrator, Role.Dpo);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_added_account_has_its_roles_and_a_password_that_must_be_changed()
    {
        var issued = await AddAsync(Bram, Role.Recruiter, Role.Marketing);

        Assert.NotNull(issued.Password);
        Assert.Equal([Role.Recruiter, Role.Marketing], (await LineAsync(Bram)).Roles);
        var account = await AccountAsync(Bram);
        Assert.True(account.MustChangePassword);
        Assert.Null(account.ConfidentialityAcceptedAt);
        Assert.True(await app.InScopeAsync((UserManager<OperatorAccount> accounts) => accounts.CheckPasswordAsync(account, issued.Password)));
    }

    [Fact]
    public async Task An_address_has_one_account_whatever_its_case()
    {
        var issued = await AddAsync("ADA@imalink.example", Role.Recruiter);

        Assert.Contains(issued.Result.Errors, error => error.Code == nameof(IdentityErrorDescriber.DuplicateEmail));
        Assert.Null(issued.Password);
    }

    [Fact]
    public async Task An_account_without_a_role_is_refused() =>
        Assert.Equal([nameof(AccountErrors.NoRole)], CodesOf((await AddAsync(Bram)).Result));

    [Fact]
    public async Task A_role_that_does_not_exist_is_refused() =>
        Assert.Equal([nameof(IdentityErrorDescriber.InvalidRoleName)], CodesOf((await AddAsync(Bram, "Director")).Result));

    [Fact]
    public async Task Changed_roles_are_exactly_the_new_ones()
    {
        await AddAsync(Bram, Role.Recruiter);

        Assert.Empty(CodesOf(await ChangeRolesAsync(Bram, Role.Marketing, Role.Administrator)));

        Assert.Equal([Role.Marketing, Role.Administrator], (await LineAsync(Bram)).Roles);
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role_and_stays_open()
    {
        Assert.Equal([nameof(AccountErrors.LastAdministrator)], CodesOf(await ChangeRolesAsync(Ada, Role.Dpo)));
        Assert.Equal([nameof(AccountErrors.LastAdministrator)], CodesOf(await DisableAsync(Ada)));
    }

    [Fact]
    public async Task With_a_second_administrator_the_first_may_go()
    {
        await AddAsync(Bram, Role.Administrator);

        Assert.Empty(CodesOf(await ChangeRolesAsync(Ada, Role.Dpo)));
        Assert.Empty(CodesOf(await DisableAsync(Ada)));
    }

    [Fact]
    public async Task A_disabled_administrator_does_not_count_as_another_one()
    {
        await AddAsync(Bram, Role.Administrator);
        await DisableAsync(Bram);

        Assert.Equal([nameof(AccountErrors.LastAdministrator)], CodesOf(await DisableAsync(Ada)));
    }

    [Fact]
    public async Task A_reset_opens_the_account_with_a_new_password_and_without_second_factor()
    {
        var first = await AddAsync(Bram, Role.Recruiter);
        await DisableAsync(Bram);
        await app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
            await accounts.SetTwoFactorEnabledAsync((await accounts.FindByEmailAsync(Bram))!, true));

        var issued = await app.InScopeAsync((ResetAccount reset) => reset.RunAsync(Bram, By));

        Assert.NotNull(issued.Password);
        Assert.NotEqual(first.Password, issued.Password);
        var line = await LineAsync(Bram);
        Assert.Null(line.DisabledAt);
        Assert.False(line.HasSecondFactor);
        Assert.True((await AccountAsync(Bram)).MustChangePassword);
    }

    [Fact]
    public async Task An_unknown_address_is_named_as_such()
    {
        Assert.Equal([nameof(AccountErrors.UnknownAccount)], CodesOf(await DisableAsync(Bram)));
        Assert.Equal([nameof(AccountErrors.UnknownAccount)], CodesOf(await ChangeRolesAsync(Bram, Role.Dpo)));
        Assert.Equal([nameof(AccountErrors.UnknownAccount)], CodesOf((await app.InScopeAsync((ResetAccount reset) => reset.RunAsync(Bram, By))).Result));
    }

    [Fact]
    public async Task What_was_done_stands_in_the_audit_trail_and_what_was_refused_does_not()
    {
        await AddAsync(Bram, Role.Recruiter, Role.Dpo);
        await AddAsync(Bram, Role.Recruiter);
        await ChangeRolesAsync(Bram, Role.Marketing);
        await DisableAsync(Bram);
        await DisableAsync(Ada);
        await app.InScopeAsync((ResetAccount reset) => reset.RunAsync(Bram, By));

        var rows = (await app.InScopeAsync((AuditQueries audit) => audit.ListAsync(new AuditFilter()))).Rows;
        var bram = (Guid?)(await AccountAsync(Bram)).Id;
        Assert.Equal(
            [
                (By, AuditAction.AccountReset, bram, "{}"),
                (By, AuditAction.AccountDisabled, bram, "{}"),
                (By, AuditAction.AccountRolesChanged, bram, "{\"roles\":\"Marketing\"}"),
                (By, AuditAction.AccountAdded, bram, "{\"roles\":\"Dpo Recruiter\"}"),
            ],
            rows.Select(row => (row.Operator, row.Action, row.Subject, row.Details)));
    }

    private static IEnumerable<string> CodesOf(IdentityResult result) => result.Errors.Select(error => error.Code);

    private Task<IssuedPassword> AddAsync(string email, params string[] roles) =>
        app.InScopeAsync((AddAccount add) => add.RunAsync(email, "Bram Peeters", roles, By));

    private Task<IdentityResult> ChangeRolesAsync(string email, params string[] roles) =>
        app.InScopeAsync((ChangeAccountRoles change) => change.RunAsync(email, roles, By));

    private Task<IdentityResult> DisableAsync(string email) => app.InScopeAsync((DisableAccount disable) => disable.RunAsync(email, By));

    private Task<OperatorAccount> AccountAsync(string email) =>
        app.InScopeAsync(async (UserManager<OperatorAccount> accounts) => (await accounts.FindByEmailAsync(email))!);

    private async Task<AccountLine> LineAsync(string email) =>
        Assert.Single(await app.InScopeAsync((AccountQueries queries) => queries.ListAsync()), line => line.Email == email);
}
