using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Owner;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary>What the web application starts from.</summary>
/// <param name="Folder">The data folder, which this process owns.</param>
/// <param name="Settings">The settings of the command line.</param>
public sealed record ServeStart(FolderOwnership Folder, IReadOnlyDictionary<string, string?> Settings)
{
    /// <summary>True from the moment at which the web application listens.</summary>
    internal bool HasStarted { get; set; }
}

public static class ServeStartExtensions
{
    /// <summary>
    /// Gives the web application its data folder and the registry on it, and runs the control socket beside it. The folder is let go when
    /// the container is disposed.
    /// </summary>
    public static WebApplicationBuilder AddDataFolder(this WebApplicationBuilder builder, ServeStart start)
    {
        builder.Configuration[CommandLineReader.DataDirectoryKey] = start.Folder.Folder;
        builder.Services.AddSingleton(_ => start.Folder);
        builder.Services.AddRegistry(builder.Configuration.RegistryOptions(start.Folder.Folder));
        builder.Services.AddSingleton(start);
        builder.Services.AddSingleton(VerbTable.All);
        builder.Services.AddSingleton<ControlServer>();
        builder.Services.AddHostedService<ControlHost>();
        LogNoFailedStart(builder.Logging, start);
        return builder;
    }

    /// <summary>Runs the web application; whatever keeps it from starting becomes one sentence on standard error.</summary>
    /// <param name="run">What is prepared before the application listens, and then the application itself.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> ServeAsync(this WebApplication app, Func<Task> run)
    {
        await using (app)
        {
            // The container disposes in the reverse order of making: made first, the folder is let go after all that works on it.
            app.Services.GetRequiredService<FolderOwnership>();
            var start = app.Services.GetRequiredService<ServeStart>();
            app.Lifetime.ApplicationStarted.Register(() => start.HasStarted = true);
            using var console = VerbConsole.OfThisProcess();
            return await VerbExecution.GuardAsync(console, async () =>
            {
                await run();
                return VerbExecution.Done;
            });
        }
    }

    /// <summary>Opens the registry; nothing may be decided before.</summary>
    public static Task OpenRegistryAsync(this WebApplication app) => VerbHost.OpenRegistryAsync(app.Services, app.Lifetime.ApplicationStopping);

    /// <summary>Leaves a failed start to the sentence that <see cref="ServeAsync"/> writes: the host would log it twice with its stack.</summary>
    private static void LogNoFailedStart(ILoggingBuilder logging, ServeStart start)
    {
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Information && MayLog(level));
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level >= LogLevel.Warning && MayLog(level));

        bool MayLog(LogLevel level) => start.HasStarted || level < LogLevel.Error;
    }
}
