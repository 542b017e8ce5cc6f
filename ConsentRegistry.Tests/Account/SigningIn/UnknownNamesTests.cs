using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.SigningIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.SigningIn;

/// <summary>Accounts cannot be found out by trying, and nobody can lock anybody out.</summary>
public sealed partial class UnknownNamesTests : IAsyncLifetime
{
    private const string Wrong = "helemaal verkeerd";

    private readonly TestClock clock = new();
    private readonly RegistryApp app;
    private OperatorAccount ada = null!;
    private OperatorAccount closed = null!;

    public UnknownNamesTests() => app = new RegistryApp(clock, ("Public:TrustedProxies", "127.0.0.0/8, ::1"));

    public async ValueTask InitializeAsync()
    {
        ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        await app.MakeOperatorAsync("Zoe", Role.Administrator);
        closed = await app.MakeOperatorAsync("Bram", Role.Recruiter);
        Assert.Empty((await app.InScopeAsync((DisableAccount disable) => disable.RunAsync(closed.Email!, "cli:test"))).Errors);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_known_an_unknown_and_a_closed_name_get_the_same_answers_try_after_try()
    {
        var answers = new List<IReadOnlyList<string>>();
        foreach (var name in new[] { ada.Email!, closed.Email!, "nobody@imalink.example" })
        {
            using var client = new OperatorClient(app);
            var seen = new List<string>();
            for (var attempt = 0; attempt < SignInAttempts.Free + 2; attempt++)
            {
                using var answer = await client.TrySignInAsync(name, Wrong);
                seen.Add($"{answer.StatusCode} {Changing().Replace((await answer.Content.ReadAsStringAsync()).Replace(name, "", StringComparison.Ordinal), "")}");
            }

            answers.Add(seen);
        }

        Assert.Contains("horen niet bij elkaar", answers[0][0]);
        Assert.Contains("opnieuw over 1 seconden", answers[0][^1]);
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public async Task A_known_an_unknown_and_a_closed_name_cost_the_same_work()
    {
        var work = new List<int>();
        foreach (var name in new[] { ada.Email!, closed.Email!, "nobody@imalink.example" })
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
            var hasher = new CountedHasher(accounts.PasswordHasher);
            accounts.PasswordHasher = hasher;

            var answer = await scope.ServiceProvider.GetRequiredService<SignInByPassword>().RunAsync(name, Wrong);

            Assert.Equal(PasswordOutcome.Refused, answer.Outcome);
            work.Add(hasher.Verified);
        }

        Assert.Equal([1, 1, 1], work);
    }

    [Fact]
    public async Task Who_guesses_is_slowed_down_and_the_owner_comes_in_from_elsewhere_and_here_a_moment_later()
    {
        using var guesser = From("203.0.113.1");
        for (var attempt = 0; attempt < SignInAttempts.Free; attempt++)
        {
            using var wrong = await guesser.TrySignInAsync(ada.Email!, Wrong);
            Assert.Contains("horen niet bij elkaar", await wrong.Content.ReadAsStringAsync());
        }

        using var slowed = await guesser.TrySignInAsync(ada.Email!, RegistryApp.Password);
        Assert.Contains("Te veel pogingen daarnet", await slowed.Content.ReadAsStringAsync());
        Assert.Equal("slowed", Because((await app.InScopeAsync((AuditQueries audit) => audit.ListAsync(new AuditFilter()))).Rows[0]));

        using var elsewhere = From("203.0.113.2");
        await elsewhere.SignInAsync(ada);
        clock.Advance(TimeSpan.FromSeconds(1));
        await guesser.SignInAsync(ada);
    }

    [Fact]
    public async Task However_many_passwords_are_tried_the_door_of_passkeys_stays_open()
    {
        using var client = new OperatorClient(app);
        var last = HttpStatusCode.OK;
        for (var attempt = 0; attempt < 2 * SignInRateLimit.Burst && last != HttpStatusCode.TooManyRequests; attempt++)
        {
            using var tried = await client.Client.PostAsync("/account/login", null, TestContext.Current.CancellationToken);
            last = tried.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        using var passkey = await client.PostAsync("/account/login/passkey", "passkey-login", ("Model.Credential", "{}"));
        Assert.Equal(HttpStatusCode.OK, passkey.StatusCode);
        Assert.Contains("Dat duurde te lang", await passkey.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Codes_of_the_second_step_cannot_be_guessed_in_a_row()
    {
        await app.InScopeAsync(async (UserManager<OperatorAccount> accounts) =>
        {
            var account = (await accounts.FindByIdAsync(ada.Id.ToString()))!;
            await accounts.ResetAuthenticatorKeyAsync(account);
            return await accounts.SetTwoFactorEnabledAsync(account, true);
        });
        var sentences = new List<string>();
        for (var attempt = 0; attempt < SignInAttempts.Free + 1; attempt++)
        {
            // The password anew each time, and from another network: neither makes guessing cheaper.
            using var client = From($"203.0.113.{attempt}");
            using var password = await client.TrySignInAsync(ada.Email!, RegistryApp.Password);
            using var code = await client.PostAsync("/account/login/second-step", "second-step", ("Input.Code", "abcde-fghij"));
            sentences.Add(await code.Content.ReadAsStringAsync());
        }

        Assert.All(sentences.SkipLast(1), sentence => Assert.Contains("Deze code klopt niet", sentence));
        Assert.Contains("Te veel pogingen daarnet", sentences[^1]);
    }

    private static string? Because(AuditEntry entry) => JsonDocument.Parse(entry.Details).RootElement.GetProperty("because").GetString();

    private OperatorClient From(string address)
    {
        var client = new OperatorClient(app);
        client.Client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    // What is another each time it is asked for.
    [GeneratedRegex("""name="__RequestVerificationToken" value="[^"]+"|<!--.*?-->""", RegexOptions.Singleline)]
    private static partial Regex Changing();

    private sealed class CountedHasher(IPasswordHasher<OperatorAccount> hasher) : IPasswordHasher<OperatorAccount>
    {
        public int Verified { get; private set; }

        public string HashPassword(OperatorAccount user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(OperatorAccount user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
