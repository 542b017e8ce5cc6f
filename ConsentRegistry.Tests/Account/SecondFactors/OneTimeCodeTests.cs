using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.SecondFactors;

/// <summary>A code of the app counts once, in its half minute and in the ones before and after.</summary>
public sealed class OneTimeCodeTests : IAsyncLifetime
{
    // In the middle of a half minute.
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 9, 0, 15, TimeSpan.Zero);

    private readonly TestClock clock = new();
    private readonly RegistryApp app;
    private OperatorAccount ada = null!;
    private string key = "";

    public OneTimeCodeTests()
    {
        clock.Set(Now);
        app = new RegistryApp(clock);
    }

    public async ValueTask InitializeAsync()
    {
        ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        key = await NewKeyAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task It_counts_in_its_half_minute_and_in_those_beside_it(int steps, bool counts) => Assert.Equal(counts, await CountsAsync(Code(steps)));

    [Fact]
    public async Task It_counts_once_and_the_next_one_counts_again()
    {
        Assert.True(await CountsAsync(Code(0)));
        Assert.False(await CountsAsync(Code(0)));
        Assert.True(await CountsAsync(Code(1)));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False(await CountsAsync(Code(0)));
        Assert.True(await CountsAsync(Code(1)));
    }

    [Fact]
    public async Task Of_many_who_send_it_at_the_same_moment_one_gets_in()
    {
        var code = Code(0);
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CountsAsync(code)))), counted => counted);
    }

    [Fact]
    public async Task The_codes_of_a_key_that_was_replaced_count_no_more_and_those_of_the_new_one_do()
    {
        var old = Code(0);
        key = await NewKeyAsync();

        Assert.False(await CountsAsync(old));
        Assert.True(await CountsAsync(Code(0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345x")]
    [InlineData("\u0661\u0662\u0663\u0664\u0665\u0666")]
    public async Task What_is_no_code_is_refused(string typed) => Assert.False(await CountsAsync(typed));

    [Fact]
    public async Task The_same_code_opens_one_sign_in()
    {
        await EnableAsync();
        using var first = new OperatorClient(app);
        using var second = new OperatorClient(app);
        using var firstPassword = await first.TrySignInAsync(ada.Email!, RegistryApp.Password);
        using var secondPassword = await second.TrySignInAsync(ada.Email!, RegistryApp.Password);

        using var opened = await first.PostAsync("/account/login/second-step", "second-step", ("Input.Code", Code(0)));
        using var refused = await second.PostAsync("/account/login/second-step", "second-step", ("Input.Code", Code(0)));

        Assert.Equal("/", new Uri(app.Address, opened.Headers.Location!).AbsolutePath);
        Assert.Contains("Deze code klopt niet, of niet meer", await refused.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("codes")]
    [InlineData("off")]
    public async Task The_second_step_is_changed_by_who_proves_it_once_more(string act)
    {
        await EnableAsync();
        using var client = new OperatorClient(app);
        using var password = await client.TrySignInAsync(ada.Email!, RegistryApp.Password);
        using var step = await client.PostAsync("/account/login/second-step", "second-step", ("Input.Code", Code(0)));

        foreach (var typed in new[] { "", "helemaal verkeerd", Code(0) })
        {
            using var refused = await client.PostAsync("/account/two-factor", "change", ("Act", act), ("Proof", typed));
            Assert.Contains("Uw wachtwoord of code klopte niet", await refused.Content.ReadAsStringAsync());
        }

        Assert.True((await FreshAsync()).TwoFactorEnabled);
        using var done = await client.PostAsync("/account/two-factor", "change", ("Act", act), ("Proof", Code(1)));
        Assert.DoesNotContain("Uw wachtwoord of code klopte niet", await done.Content.ReadAsStringAsync());
        Assert.Equal(act != "off", (await FreshAsync()).TwoFactorEnabled);
    }

    [Fact]
    public async Task It_is_turned_on_by_who_proves_it_once_more()
    {
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);

        using var refused = await client.PostAsync("/account/two-factor", "enable", ("Input.Code", Code(0)));
        Assert.False((await FreshAsync()).TwoFactorEnabled);
        using var done = await client.PostAsync("/account/two-factor", "enable", ("Input.Code", Code(0)), ("Proof", RegistryApp.Password));
        Assert.True((await FreshAsync()).TwoFactorEnabled);
    }

    private string Code(int steps) => Totp.CodeOf(key, clock.Now + (steps * TimeSpan.FromSeconds(30)));

    private Task<bool> CountsAsync(string code) => app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
        await accounts.VerifyTwoFactorTokenAsync((await accounts.FindByIdAsync(ada.Id.ToString()))!, TokenOptions.DefaultAuthenticatorProvider, code));

    private Task<string> NewKeyAsync() => app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
    {
        var account = (await accounts.FindByIdAsync(ada.Id.ToString()))!;
        await accounts.ResetAuthenticatorKeyAsync(account);
        return (await accounts.GetAuthenticatorKeyAsync(account))!;
    });

    private Task<IdentityResult> EnableAsync() => app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
        await accounts.SetTwoFactorEnabledAsync((await accounts.FindByIdAsync(ada.Id.ToString()))!, true));

    private Task<OperatorAccount> FreshAsync() => app.InScopeAsync(async (UserManager<OperatorAccount> accounts) => (await accounts.FindByIdAsync(ada.Id.ToString()))!);
}
