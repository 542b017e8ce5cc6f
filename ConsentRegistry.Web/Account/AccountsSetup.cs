using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Passwords;
using ConsentRegistry.Web.Account.Preferences;
using ConsentRegistry.Web.Account.SecondFactors;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Account.SigningIn;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Web.Account;

/// <summary>Who may sign in, how, and for how long: ASP.NET Core Identity over <c>accounts.db</c>.</summary>
public static class AccountsSetup
{
    /// <summary>For the server and for a verb alike; wants a <see cref="DataFolder"/>, a clock, logging and localisation beside it.</summary>
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddDbContextFactory<AccountsDbContext>((provider, options) => options.UseSqlite(
            $"Data Source={provider.GetRequiredService<DataFolder>().AccountsDatabase}"));
        services.TryAddSingleton<SqliteStart>();
        services.AddIdentity<OperatorAccount, IdentityRole<Guid>>(ConfigureIdentity)
            .AddEntityFrameworkStores<AccountsDbContext>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddErrorDescriber<AccountErrors>()
            .AddPasswordValidator<PasswordIsNotPersonal>()
            .AddClaimsPrincipalFactory<OperatorClaims>()
            .AddSignInManager<OperatorSignIn>();
        services.AddScoped<IUserConfirmation<OperatorAccount>, AccountIsOpen>();
        services.ConfigureApplicationCookie(ConfigureCookie);
        services.AddAuthorization(Policies.AddTo);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RecheckedOperator>();

        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy(SignInRateLimit.Name, new SignInRateLimit()).AddPolicy(PasskeyRateLimit.Name, new PasskeyRateLimit()));
        services.AddSingleton(provider => provider.GetRequiredService<DataFolder>().IsDemo ? AccountOptions.OfDemo : AccountOptions.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<SetUpCode>();
        services.AddScoped<AccountErrors>();
        services.AddScoped<LastAdministrator>();
        services.AddScoped<SignInRecord>();
        services.AddScoped(provider => (OperatorSignIn)provider.GetRequiredService<SignInManager<OperatorAccount>>());
        services.AddScoped<SignInByPassword>();
        services.AddScoped<SecondFactor>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<OperatorProof>();
        services.AddScoped<ChangeOwnAccount>();
        services.AddScoped<MakeFirstAccount>();
        services.AddScoped<MakeDemoAccounts>();
        services.AddScoped<AddAccount>();
        services.AddScoped<ChangeAccountRoles>();
        services.AddScoped<ResetAccount>();
        services.AddScoped<DisableAccount>();
        services.AddScoped<AccountQueries>();
        services.AddSingleton<OperatorSessions>();
        services.AddScoped<SessionQueries>();
        services.AddScoped<EndSessions>();
        services.AddScoped<CurrentOperator>();
        services.AddSingleton<OperatorPreferences>();
        services.AddSingleton<MailboxOfOperator>(provider => new OperatorMailbox(provider.GetRequiredService<IDbContextFactory<AccountsDbContext>>()).FindAsync);
        services.AddHealthChecks().AddCheck<AccountsAnswer>("accounts", tags: [Health.Ready]);
    }

    /// <summary>Brings <c>accounts.db</c> to the shape this version knows, and finds out whether a first account is wanted.</summary>
    /// <exception cref="StartRefusedException">The file was written by a newer version, or another program does not let it go.</exception>
    public static async Task PrepareAccountsAsync(this IServiceProvider services)
    {
        DataFolder.CreatePrivate(services.GetRequiredService<DataFolder>().Root);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDbContext>();
        await services.GetRequiredService<SqliteStart>().BringUpToDateAsync(db, CancellationToken.None);
        services.GetRequiredService<SetUpCode>().IsWanted = !await scope.ServiceProvider.GetRequiredService<LastAdministrator>().ExistsAsync();
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        options.SignIn.RequireConfirmedAccount = true; // "Confirmed" is AccountIsOpen: not disabled.

        // Length is what makes a password strong; classes of characters only make it hard to remember.
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 6;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = false; // Nobody can lock out anybody: SignInAttempts slows down instead.
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "ConsentRegistry";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = OperatorSessions.Idle;
        options.LoginPath = "/account/login";
        options.LogoutPath = SignOut.Path;
        options.AccessDeniedPath = "/account/denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = async context =>
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<OperatorSessions>();
            if (context.Principal is null || !await sessions.IsAliveAsync(context.Principal, isUse: true, context.HttpContext.RequestAborted))
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(context.Scheme.Name);
            }
        };
        // The pages themselves lead on (LocalUrl): the handler would take the address as it stands in the query.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // Refused because something is left to do first: lead there instead of saying no.
            context.Response.Redirect(FirstUse.NextStep(context.HttpContext.User) ?? context.RedirectUri);
            return Task.CompletedTask;
        };
    }
}
