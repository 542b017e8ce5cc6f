using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>Reports the progress of an import and waits for its turn.</summary>
/// <param name="progress">Told of the progress after each part; null for nobody.</param>
/// <param name="turn">Waited for after each part; null for work that runs to its end.</param>
public sealed class ImportWatch(IProgress<ImportProgress>? progress, WorkTurn? turn = null)
{
    /// <summary>Between two parts: tells how far it is, then waits for the turn.</summary>
    /// <exception cref="OperationCanceledException">It is called off.</exception>
    internal Task StepAsync(ImportProgress step, CancellationToken cancellation)
    {
        progress?.Report(step);
        return PassAsync(cancellation);
    }

    /// <summary>As <see cref="StepAsync"/> where there is nothing to tell.</summary>
    internal Task PassAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return turn?.PassAsync(cancellation) ?? Task.CompletedTask;
    }
}
