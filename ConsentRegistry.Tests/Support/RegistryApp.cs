using System.Collections.Concurrent;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Web.Account.Demo;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Tests.Support;

/// <summary>The real program on a real port over an empty data folder of its own.</summary>
public sealed class RegistryApp : WebApplicationFactory<Program>
{
    public const string Password = "drie gele fietsen";

    private readonly TemporaryDirectory data;
    private readonly TimeProvider? clock;
    private readonly (string Name, string Value)[] settings;

    public RegistryApp()
        : this([])
    {
    }

    /// <param name="settings">Settings of the command line; the second factor is wanted of nobody unless they say otherwise.</param>
    internal RegistryApp(params (string Name, string Value)[] settings)
        : this(new TemporaryDirectory(), settings)
    {
    }

    /// <param name="clock">The clock of the whole program.</param>
    internal RegistryApp(TimeProvider clock, params (string Name, string Value)[] settings)
        : this(new TemporaryDirectory(), settings, clock)
    {
    }

    private RegistryApp(TemporaryDirectory data, (string Name, string Value)[] settings, TimeProvider? clock = null)
    {
        this.data = data;
        this.clock = clock;
        this.settings = [("Account:TwoFactorRoles", "none"), .. settings];
        if (!new DataFolder(data.Path).HoldsRegistry)
        {
            FreshFolder.PutIntoAsync(data.Path).GetAwaiter().GetResult();
        }

        UseKestrel(0);
        StartServer();
        Address = ClientOptions.BaseAddress;
    }

    /// <summary>The same over a folder that the verb <c>demo</c> filled.</summary>
    internal static async Task<RegistryApp> WithDemoAsync()
    {
        var data = new TemporaryDirectory();
        using (var caller = new Caller(directory: data.Path))
        {
            Assert.Equal(0, await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
                .TryRunAsync(["demo", "--data", "."], caller.Console, TestContext.Current.CancellationToken));
        }

        OpenDatabases.Close(data.Path);
        return new RegistryApp(data, []);
    }

    /// <summary>The same over a demonstration of nothing but the colleagues who can sign in.</summary>
    internal static async Task<RegistryApp> WithColleaguesOfDemoAsync(params (string Name, string Value)[] settings)
    {
        var data = new TemporaryDirectory();
        await FreshFolder.PutIntoAsync(data.Path);
        new DataFolder(data.Path).MarkAsDemo();
        var app = new RegistryApp(data, settings);
        await app.InScopeAsync((MakeDemoAccounts make) => make.RunAsync("cli:test"));
        return app;
    }

    public Uri Address { get; }

    /// <summary>Open on it; they close before it does, because a page that lost its server asks for it again and again.</summary>
    internal ConcurrentBag<IAsyncDisposable> Windows { get; } = [];

    public string SetUpCode => Services.GetRequiredService<SetUpCode>().Value;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // As an option of the command line, which is how the host of the tests hands settings over.
        builder.UseSetting("data", data.Path);
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureServices(services => services.Configure<CircuitOptions>(circuits => circuits.DetailedErrors = true));
        if (clock is not null)
        {
            builder.ConfigureServices(services => services.AddSingleton(clock));
        }

        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            if (TestContext.Current.TestOutputHelper is { } output)
            {
                logging.AddProvider(new ServerLog(output));
            }
        });
    }

    /// <summary>An operator with these roles who has done all steps of the first use; signs in with <see cref="Password"/>.</summary>
    public async Task<OperatorAccount> MakeOperatorAsync(string displayName, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var account = OperatorAccount.Create($"{displayName.ToLowerInvariant()}@imalink.example", displayName, now);
        account.ConfidentialityAcceptedAt = now;
        Assert.Empty((await accounts.CreateAsync(account, Password)).Errors);
        Assert.Empty((await accounts.AddToRolesAsync(account, roles)).Errors);
        return account;
    }

    /// <summary>Runs something with the services of one operation, as a request or a verb would have them.</summary>
    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> run)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var window in Windows)
        {
            await window.DisposeAsync();
        }

        await base.DisposeAsync();
        data.Dispose();
        GC.SuppressFinalize(this);
    }
}
