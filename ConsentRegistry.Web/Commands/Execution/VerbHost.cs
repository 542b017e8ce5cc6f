using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Commands.Demo;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>The services of a process that runs a verb and no web application.</summary>
public static class VerbHost
{
    /// <inheritdoc cref="OpenRegistry"/>
    public static async Task<ServiceProvider> OpenAsync(FolderOwnership folder, IConfiguration configuration, CancellationToken cancellation)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddSingleton(folder);
        var options = configuration.RegistryOptions(folder.Folder);
        if (folder.Holder.Verb == DemoVerb.Word)
        {
            services.AddSingleton<TimeProvider>(new DemoClock(TimeProvider.System));
            // The folder is marked as a demonstration only once it is known to be empty.
            options = options with { Smtp = new() };
        }

        services.AddRegistry(options);
        services.AddLocalization();
        services.AddAccounts();
        // Standard output belongs to the verb's result.
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var provider = services.BuildServiceProvider();
        try
        {
            await OpenRegistryAsync(provider, cancellation);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the registry of an owned folder into the state in which it may decide; for verbs and the web application alike.</summary>
    /// <exception cref="VerbRefusedException">A key or the journal is not the one that belongs to the folder; the message says what to do.</exception>
    public static async Task OpenRegistryAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await services.GetRequiredService<RegistryStartup>().RunAsync(cancellation);
        }
        catch (Exception e) when (e is KeyProblemException or InvalidDataException)
        {
            throw new VerbRefusedException(e.Message);
        }
    }
}
