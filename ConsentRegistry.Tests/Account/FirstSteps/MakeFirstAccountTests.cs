using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Tests.Account.FirstSteps;

public sealed class MakeFirstAccountTests : IAsyncLifetime
{
    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_code_of_the_console_makes_an_administrator_with_the_chosen_working_roles()
    {
        var result = await RunAsync(app.SetUpCode, "ada@imalink.example");

        Assert.Empty(result.Errors);
        var account = Assert.Single(await app.InScopeAsync((AccountQueries queries) => queries.ListAsync()));
        Assert.Equal([Role.Recruiter, Role.Administrator], account.Roles);
    }

    [Fact]
    public async Task Case_spaces_and_hyphens_of_the_code_do_not_count()
    {
        var typed = app.SetUpCode.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);

        Assert.Empty((await RunAsync(typed, "ada@imalink.example")).Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aaaaa-bbbbb-ccccc-ddddd")]
    public async Task Any_other_code_makes_nothing(string typed)
    {
        var result = await RunAsync(typed, "ada@imalink.example");

        Assert.Equal([nameof(AccountErrors.WrongSetUpCode)], result.Errors.Select(error => error.Code));
        Assert.Empty(await app.InScopeAsync((AccountQueries queries) => queries.ListAsync()));
    }

    [Fact]
    public async Task Two_simultaneous_posts_make_one_account()
    {
        var results = await Task.WhenAll(
            RunAsync(app.SetUpCode, "ada@imalink.example"), RunAsync(app.SetUpCode, "bram@imalink.example"));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(
            [nameof(AccountErrors.SetUpIsDone)],
            results.SelectMany(result => result.Errors).Select(error => error.Code));
        Assert.Single(await app.InScopeAsync((AccountQueries queries) => queries.ListAsync()));
    }

    [Fact]
    public async Task An_account_made_by_another_way_closes_the_set_up()
    {
        await app.MakeOperatorAsync("Ada", Role.Administrator);

        var result = await RunAsync(app.SetUpCode, "bram@imalink.example");

        Assert.Equal([nameof(AccountErrors.SetUpIsDone)], result.Errors.Select(error => error.Code));
    }

    [Fact]
    public async Task A_recruiter_made_by_another_way_leaves_it_open_or_nobody_could_make_an_administrator()
    {
        await app.MakeOperatorAsync("Bram", Role.Recruiter);

        Assert.False(await app.InScopeAsync((MakeFirstAccount setUp) => setUp.IsFirstAsync()));
        Assert.Empty((await RunAsync(app.SetUpCode, "ada@imalink.example")).Errors);
        Assert.False(await app.InScopeAsync((MakeFirstAccount setUp) => setUp.IsOpenAsync()));
    }

    [Theory]
    [InlineData("elf tekens!", nameof(IdentityErrorDescriber.PasswordTooShort))]
    [InlineData("aaaaaaaaaaaaaaaa", nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars))]
    [InlineData("hier werkt claes graag", nameof(AccountErrors.PasswordIsPersonal))]
    public async Task A_weak_password_is_refused_with_its_reason_and_leaves_the_set_up_open(string password, string code)
    {
        var result = await RunAsync(app.SetUpCode, "ada@imalink.example", password);

        Assert.Equal([code], result.Errors.Select(error => error.Code));
        Assert.True(await app.InScopeAsync((MakeFirstAccount setUp) => setUp.IsOpenAsync()));
    }

    [Fact]
    public async Task A_password_of_twelve_characters_is_long_enough() =>
        Assert.Empty((await RunAsync(app.SetUpCode, "ada@imalink.example", "twaalf teken")).Errors);

    private Task<IdentityResult> RunAsync(string code, string email, string password = RegistryApp.Password) =>
        app.InScopeAsync(async (MakeFirstAccount setUp) =>
            (await setUp.RunAsync(code, email, "Ada Claes", password, [Role.Recruiter])).Result);
}
