using System.Text.RegularExpressions;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Browser;

public sealed partial class SignInTests(Chromium chromium) : IAsyncLifetime
{
    private readonly RegistryApp app = new();
    private OperatorAccount ada = null!;

    public async ValueTask InitializeAsync() => ada = await app.MakeOperatorAsync("Ada", Role.Administrator);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_recruiter_sees_no_accounts_and_is_refused_their_page()
    {
        var page = await chromium.OpenAsync(app);
        await page.TypeSignInAsync(await app.MakeOperatorAsync("Bram", Role.Recruiter));
        await page.UntilInteractiveAsync();

        Assert.Equal(0, await page.Locator(".menu a[href='/accounts']").CountAsync());
        await page.GotoAsync("/accounts");
        Assert.Equal("Niet voor uw rol", await page.HeadingAsync());
    }

    [Fact]
    public async Task A_colleague_who_is_added_chooses_a_password_accepts_the_duty_and_works()
    {
        var page = await chromium.OpenAsync(app);
        await page.TypeSignInAsync(ada);
        await page.UntilInteractiveAsync();
        await page.ClickAsync(".menu a[href='/accounts']");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account toevoegen" }).ClickAsync();
        await page.FillAsync("#name", "Carla");
        await page.FillAsync("#email", "carla@imalink.example");
        await page.CheckAsync("input[name='Marketing']");
        await page.FillAsync("#proof", RegistryApp.Password);
        await page.ClickAsync(".form-dialog button[type='submit']");
        var password = await page.Locator("[data-testid='issued-password']").InnerTextAsync();
        await page.ClickAsync(".form-dialog .dialog-buttons button");
        await Assertions.Expect(page.Locator(".grid")).ToContainTextAsync("carla@imalink.example");

        await page.SignOutAsync();
        Assert.Equal("Aanmelden", await page.HeadingAsync());

        await page.TypeSignInAsync(await app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
            (await accounts.FindByEmailAsync("carla@imalink.example"))!), password);
        Assert.Equal("Wachtwoord wijzigen", await page.HeadingAsync());
        await page.FillAsync("#current", password);
        await page.FillAsync("#password", RegistryApp.Password);
        await page.FillAsync("#repeat", RegistryApp.Password);
        await page.ClickAsync("main button[type='submit']");
        Assert.Equal("Vertrouwelijkheidsplicht", await page.HeadingAsync());
        await page.ClickAsync("main button[type='submit']");
        Assert.Contains("Zonder uw akkoord", await page.Locator(ControlSteps.Problem).InnerTextAsync());
        await page.CheckAsync("#accept");
        await page.ClickAsync("main button[type='submit']");
        await page.UntilInteractiveAsync();
        Assert.Equal("Dag Carla", await page.HeadingAsync());
        var carla = (await app.InScopeAsync((UserManager<OperatorAccount> accounts) => accounts.FindByEmailAsync("carla@imalink.example")))!.Id;
        Assert.Equal(
            [
                (ada.Id, AuditAction.SignedIn, ada.Id), (ada.Id, AuditAction.AccountAdded, carla), (ada.Id, AuditAction.SignedOut, ada.Id),
                (carla, AuditAction.SignedIn, carla), (carla, AuditAction.PasswordChanged, carla), (carla, AuditAction.ConfidentialityAccepted, carla),
            ],
            (await AuditAsync()).Select(row => (Guid.Parse(row.Operator), row.Action, row.Subject!.Value)));
    }

    private async Task<IReadOnlyList<AuditEntry>> AuditAsync() =>
        [.. (await app.InScopeAsync((AuditQueries audit) => audit.ListAsync(new AuditFilter()))).Rows.OrderBy(row => row.Sequence)];

    [Fact]
    public async Task With_an_authenticator_app_the_password_alone_opens_nothing()
    {
        var page = await chromium.OpenAsync(app);
        await page.TypeSignInAsync(ada);
        await page.GotoAsync("/account/two-factor");
        await Assertions.Expect(page.GetByTestId("authenticator-qr").Locator("svg path, svg rect").First).ToBeAttachedAsync();
        var key = (await page.Locator("[data-testid='authenticator-key']").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", await CodeAsync());
        await page.FillAsync("#proof", RegistryApp.Password);
        await page.ClickAsync("main .form button[type='submit']");
        var recoveryCode = await page.Locator("[data-testid='recovery-codes'] li").First.InnerTextAsync();
        Assert.Equal(32, key.Length);

        var elsewhere = await chromium.OpenAsync(app);
        await elsewhere.TypeSignInAsync(ada);
        Assert.Equal("Tweede stap", await elsewhere.HeadingAsync());
        await elsewhere.FillAsync("#code", "abcde-fghij");
        await elsewhere.ClickAsync("main button[type='submit']");
        Assert.Contains("Deze code klopt niet", await elsewhere.Locator(".notice.danger").InnerTextAsync());
        await elsewhere.FillAsync("#code", recoveryCode);
        await elsewhere.ClickAsync("main button[type='submit']");
        await elsewhere.UntilInteractiveAsync();
    }

    [Fact]
    public async Task A_passkey_signs_in_without_a_password()
    {
        var page = await chromium.OpenAsync(app);
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true,
                ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });

        await page.TypeSignInAsync(ada);
        await page.GotoAsync("/account/passkeys");
        foreach (var proof in new[] { "", "helemaal verkeerd" })
        {
            await page.FillAsync("#proof-add", proof);
            await page.ClickAsync(".passkey-form button[type='submit']");
            await Assertions.Expect(page.Locator(".notice.danger")).ToContainTextAsync("Uw wachtwoord of code klopte niet");
            await Assertions.Expect(page.Locator(".link-list")).ToHaveCountAsync(0);
            await page.GotoAsync("/account/passkeys");
        }

        await page.FillAsync("#passkey-name", "laptop op het werk");
        await page.FillAsync("#proof-add", RegistryApp.Password);
        await page.ClickAsync(".passkey-form button[type='submit']");
        await Assertions.Expect(page.Locator(".link-list")).ToContainTextAsync("laptop op het werk");

        await page.ClickAsync("form[action='/account/logout'] button");
        await page.ClickAsync(".passkey-form button[type='submit']");
        await page.UntilAtAsync(Home());
        await page.UntilInteractiveAsync();
        Assert.Equal("Dag Ada", await page.HeadingAsync());
    }

    private Task<string> CodeAsync() => app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
    {
        var key = await accounts.GetAuthenticatorKeyAsync((await accounts.FindByIdAsync(ada.Id.ToString()))!);
        return Totp.CodeOf(key!, TimeProvider.System.GetUtcNow());
    });

    [GeneratedRegex("^http://localhost:[0-9]+/$")]
    private static partial Regex Home();
}
