using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Startup;

/// <summary>
/// Brings a data folder into the state in which it may decide, by the steps of all features. Until it is done the suppression index
/// says that it is not available, and every decision is <c>Undetermined</c>.
/// </summary>
public sealed partial class RegistryStartup(DataFolder folder, IEnumerable<IStartupStep> steps, ILogger<RegistryStartup> log)
{
    /// <exception cref="KeyProblemException">A key is not the one with which the data were written; says the way out.</exception>
    /// <exception cref="InvalidDataException">The journal was changed.</exception>
    /// <exception cref="StartRefusedException">A database was written by a newer version, or another program does not let it go.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (folder.IsOpenToOthers)
        {
            LogFolderOpenToOthers(folder.Root);
        }

        var all = steps.ToList();
        all.ForEach(step => step.Check());
        foreach (var step in all)
        {
            await step.RunAsync(cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other accounts of this machine can look into the data folder {Folder}. Remove their access.")]
    private partial void LogFolderOpenToOthers(string folder);
}
