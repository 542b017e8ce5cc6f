using System.Net;
using System.Text.Json;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.SecondFactors;
using ConsentRegistry.Web.Account.SigningIn;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.SigningIn;

/// <summary>What guards the doors, and that every change of how somebody comes in stands in the audit trail.</summary>
public sealed class SignInSecurityTests
{
    private static readonly (string Name, string Value) Proof = ("Proof", RegistryApp.Password);

    [Fact]
    public async Task The_privacy_officer_is_led_to_a_second_factor_until_there_is_one()
    {
        await using var app = new RegistryApp(("Account:TwoFactorRoles", "Dpo,Administrator"));
        var ada = await app.MakeOperatorAsync("Ada", Role.Dpo);
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);

        Assert.Equal(FirstUse.SecondFactorPath, await LedToAsync(client, "/people"));
        Assert.Contains("Stel eerst een tweede stap in", await client.PageAsync(FirstUse.SecondFactorPath));
        using var enabled = await client.PostAsync(FirstUse.SecondFactorPath, "enable", ("Input.Code", await CodeAsync(app, ada)), Proof);
        Assert.Contains("recovery-codes", await enabled.Content.ReadAsStringAsync());
        Assert.Null(await LedToAsync(client, "/people"));

        using var off = await client.PostAsync(FirstUse.SecondFactorPath, "change", ("Act", "off"), Proof);
        Assert.Equal(FirstUse.SecondFactorPath, await LedToAsync(client, "/people"));
        Assert.Equal(
            [AuditAction.SignedIn, AuditAction.SecondFactorTurnedOn, AuditAction.RecoveryCodesMade, AuditAction.SecondFactorTurnedOff],
            (await AuditAsync(app)).Select(entry => entry.Action));
        Assert.All(await AuditAsync(app), entry => Assert.Equal((ada.Id.ToString(), ada.Id), (entry.Operator, entry.Subject)));
    }

    [Fact]
    public async Task A_recruiter_works_with_a_password()
    {
        await using var app = new RegistryApp(("Account:TwoFactorRoles", "Dpo,Administrator"));
        using var client = new OperatorClient(app);
        await client.SignInAsync(await app.MakeOperatorAsync("Bram", Role.Recruiter));

        Assert.Null(await LedToAsync(client, "/people"));
    }

    [Fact]
    public async Task A_passkey_is_enough_and_then_the_password_alone_opens_nothing()
    {
        await using var app = new RegistryApp(("Account:TwoFactorRoles", "Administrator"));
        var ada = await app.MakeOperatorAsync("Ada", Role.Administrator);
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);
        await AddPasskeyAsync(app, ada);
        using var other = new OperatorClient(app);

        using var refused = await other.TrySignInAsync(ada.Email!, RegistryApp.Password);
        using var wrong = await other.TrySignInAsync(ada.Email!, "helemaal verkeerd");

        Assert.Contains("meld u aan met uw passkey", await refused.Content.ReadAsStringAsync());
        Assert.Contains("horen niet bij elkaar", await wrong.Content.ReadAsStringAsync());
        Assert.Equal("/account/login", await LedToAsync(other, "/"));
        Assert.Equal(["passkey-wanted", "wrong"], (await AuditAsync(app)).Where(entry => entry.Action == AuditAction.SignInRefused).Select(Because));
    }

    [Fact]
    public async Task A_new_password_and_a_removed_passkey_stand_in_the_audit_trail_and_a_wrong_password_changes_nothing()
    {
        await using var app = new RegistryApp();
        var ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        await AddPasskeyAsync(app, ada);
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);

        using var wrong = await client.PostAsync("/account/password", "password", ("Input.Current", "helemaal verkeerd"), ("Input.Password", "vier rode bussen"), ("Input.Repeat", "vier rode bussen"));
        using var right = await client.PostAsync("/account/password", "password", ("Input.Current", RegistryApp.Password), ("Input.Password", "vier rode bussen"), ("Input.Repeat", "vier rode bussen"));
        using var removed = await client.PostAsync("/account/passkeys", "remove", ("Remove", "01020304"), ("Proof", "vier rode bussen"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.Redirect], new[] { wrong, right, removed }.Select(answer => answer.StatusCode));
        Assert.Equal([AuditAction.SignedIn, AuditAction.PasswordChanged, AuditAction.PasskeyRemoved], (await AuditAsync(app)).Select(entry => entry.Action));
        Assert.DoesNotContain(await AuditAsync(app), entry => entry.Details.Contains("bussen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_guesses_the_present_password_on_its_page_waits_as_at_the_sign_in()
    {
        var clock = new TestClock();
        await using var app = new RegistryApp(clock);
        var ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);
        for (var guess = 0; guess < SignInAttempts.Free; guess++)
        {
            Assert.Equal(HttpStatusCode.OK, await ChangeAsync("helemaal verkeerd"));
        }

        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(RegistryApp.Password));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, await ChangeAsync(RegistryApp.Password));

        async Task<HttpStatusCode> ChangeAsync(string present)
        {
            using var answer = await client.PostAsync("/account/password", "password", ("Input.Current", present), ("Input.Password", "vier rode bussen"), ("Input.Repeat", "vier rode bussen"));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_passkey_goes_when_its_owner_proves_it_once_more()
    {
        await using var app = new RegistryApp();
        var ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        await AddPasskeyAsync(app, ada);
        using var client = new OperatorClient(app);
        await client.SignInAsync(ada);

        using var refused = await client.PostAsync("/account/passkeys", "remove", ("Remove", "01020304"));

        Assert.Contains("Uw wachtwoord of code klopte niet", await refused.Content.ReadAsStringAsync());
        Assert.Contains("value=\"01020304\"", await client.PageAsync("/account/passkeys"));
    }

    [Fact]
    public async Task A_passkey_that_answers_too_late_is_told_so()
    {
        await using var app = new RegistryApp();
        await app.MakeOperatorAsync("Ada", Role.Recruiter);
        using var client = new OperatorClient(app);

        using var late = await client.PostAsync("/account/login/passkey", "passkey-login", ("Model.Credential", "{}"));

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("Dat duurde te lang.", await late.Content.ReadAsStringAsync());
        Assert.Equal("expired", Because(Assert.Single(await AuditAsync(app))));
    }

    [Fact]
    public async Task Who_tries_too_often_from_one_address_waits_and_reads_why()
    {
        await using var app = new RegistryApp();
        var ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        using var client = new OperatorClient(app);
        client.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        var answer = HttpStatusCode.OK;
        for (var attempt = 0; attempt < 2 * SignInRateLimit.Burst && answer != HttpStatusCode.TooManyRequests; attempt++)
        {
            using var tried = await client.Client.PostAsync("/account/login", null, TestContext.Current.CancellationToken);
            answer = tried.StatusCode;
        }

        using var refused = await client.TrySignInAsync(ada.Email!, RegistryApp.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Contains("Te veel pogingen vanaf uw netwerk", await refused.Content.ReadAsStringAsync());
        Assert.Empty(await AuditAsync(app));
    }

    [Theory]
    [InlineData(null, "Administrator Dpo")]
    [InlineData("none", "")]
    [InlineData("NONE ", "")]
    [InlineData("", "Administrator Dpo")]
    [InlineData(" , ", "Administrator Dpo")]
    [InlineData("marketing; Dpo", "Dpo Marketing")]
    public void The_roles_that_want_a_second_factor_are_read(string? setting, string roles) =>
        Assert.Equal(roles, string.Join(' ', AccountOptions.Read(Settings(setting)).TwoFactorRoles.Order()));

    [Fact]
    public void A_role_that_does_not_exist_is_refused_by_name() =>
        Assert.Contains("Director", Assert.Throws<VerbRefusedException>(() => AccountOptions.Read(Settings("Dpo,Director"))).Message);

    private static IConfiguration Settings(string? roles) => new ConfigurationBuilder().AddInMemoryCollection([new("Account:TwoFactorRoles", roles)]).Build();

    /// <summary>Where a page leads instead of opening; null when it opens.</summary>
    private static async Task<string?> LedToAsync(OperatorClient client, string path)
    {
        using var answer = await client.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.Headers.Location is { } location ? new Uri(client.Client.BaseAddress!, location).AbsolutePath : null;
    }

    private static string? Because(AuditEntry entry) => JsonDocument.Parse(entry.Details).RootElement.GetProperty("because").GetString();

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(RegistryApp app) =>
        [.. (await app.InScopeAsync((AuditQueries audit) => audit.ListAsync(new AuditFilter()))).Rows.OrderBy(entry => entry.Sequence)];

    /// <param name="steps">So many half minutes from now.</param>
    private static Task<string> CodeAsync(RegistryApp app, OperatorAccount account, int steps = 0) => app.InScopeAsync(async (UserManager<OperatorAccount> accounts) => Totp.CodeOf(
        (await accounts.GetAuthenticatorKeyAsync((await accounts.FindByIdAsync(account.Id.ToString()))!))!, app.Services.GetRequiredService<TimeProvider>().GetUtcNow() + (steps * TimeSpan.FromSeconds(30))));

    private static async Task AddPasskeyAsync(RegistryApp app, OperatorAccount account) => Assert.Empty((await app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
        await accounts.AddOrUpdatePasskeyAsync(
            (await accounts.FindByIdAsync(account.Id.ToString()))!,
            new UserPasskeyInfo([1, 2, 3, 4], [5], account.CreatedAt, 0, null, isUserVerified: true, isBackupEligible: false, isBackedUp: false, [6], [7])))).Errors);
}
