using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Core.Suppressions.Index;

/// <summary>
/// The last step of a start: reads all keys in force into memory. Until then the index says that it is not available, and every decision is
/// <c>Undetermined</c> (guarantee 9).
/// </summary>
internal sealed partial class LoadSuppressionIndex(
    IDbContextFactory<RegistryDbContext> contexts, SuppressionIndex index, TimeProvider time, ILogger<LoadSuppressionIndex> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var watch = new StartWatch(() => "The registry is still being opened: the suppression list is read.", time, LogSlow);
        await using var context = contexts.CreateDbContext();
        var all = new List<SuppressionKey>();
        await foreach (var key in SuppressionList.InForce(context).Select(entry => entry.Key).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            all.Add(SuppressionKey.Read(key));
        }

        index.Load(all);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private partial void LogSlow(string sentence);
}
