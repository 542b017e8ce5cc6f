using ConsentRegistry.Core;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Web.Commands.Control;

namespace ConsentRegistry.Web.Commands;

/// <summary>What the web application starts from.</summary>
/// <param name="Folder">The data folder, which this process owns.</param>
/// <param name="Settings">The settings of the command line.</param>
public sealed record ServeStart(FolderOwnership Folder, IReadOnlyDictionary<string, string?> Settings);

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
        builder.Services.AddSingleton(Verbs.All);
        builder.Services.AddSingleton<ControlServer>();
        builder.Services.AddHostedService<ControlHost>();
        return builder;
    }

    /// <summary>Opens the registry; nothing may be decided before.</summary>
    /// <returns>False when it cannot be opened, which standard error then says.</returns>
    public static async Task<bool> OpenRegistryAsync(this WebApplication app)
    {
        // The container disposes in the reverse order of making: made first, the folder is let go after all that works on it.
        app.Services.GetRequiredService<FolderOwnership>();
        using var console = CommandConsole.OfThisProcess();
        var opened = await CommandExecution.GuardAsync(console, async () =>
        {
            await VerbHost.OpenRegistryAsync(app.Services, app.Lifetime.ApplicationStopping);
            return CommandExecution.Done;
        });
        return opened == CommandExecution.Done;
    }
}
