using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Web.Commands.Control;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Web.Commands;

/// <summary>What the web application starts from.</summary>
/// <param name="Folder">The data folder, which this process owns.</param>
/// <param name="Settings">The settings of the command line.</param>
public sealed record ServeStart(FolderOwnership Folder, IReadOnlyDictionary<string, string?> Settings);

public static class ServeStartExtensions
{
    /// <summary>
    /// Gives the web application its data folder, and runs the control socket beside it. The folder is let go when the
    /// container is disposed; what holds a database open takes <see cref="FolderOwnership"/> in its constructor, and so is closed before.
    /// </summary>
    public static WebApplicationBuilder AddDataFolder(this WebApplicationBuilder builder, ServeStart start)
    {
        builder.Configuration[CommandLineReader.DataDirectoryKey] = start.Folder.Folder;
        builder.Services.AddSingleton(_ => start.Folder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Verbs.All);
        builder.Services.AddSingleton<ControlServer>();
        builder.Services.AddHostedService<ControlHost>();
        return builder;
    }
}
