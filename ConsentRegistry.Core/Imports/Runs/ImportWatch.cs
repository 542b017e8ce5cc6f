using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>Reports the progress of an import, waits for its turn, and ends it when it is stopped.</summary>
/// <param name="progress">Told of the progress after each part; null for nobody.</param>
/// <param name="turn">Waited for after each part; null for work that runs to its end.</param>
/// <param name="calledOff">Done once the import is to stop; null where nobody can stop it.</param>
public sealed class ImportWatch(IProgress<ImportProgress>? progress, WorkTurn? turn = null, Task? calledOff = null)
{
    private readonly Task calledOff = calledOff ?? new TaskCompletionSource().Task;

    /// <summary>Between two parts: tells how far it is, then waits for the turn.</summary>
    /// <exception cref="OperationCanceledException">It is called off.</exception>
    internal Task StepAsync(ImportProgress step, CancellationToken cancellation)
    {
        progress?.Report(step);
        return PassAsync(cancellation);
    }

    /// <summary>As <see cref="StepAsync"/> where there is nothing to tell.</summary>
    internal async Task PassAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var wait = turn?.PassAsync(cancellation) ?? Task.CompletedTask;
        if (!calledOff.IsCompleted)
        {
            await Task.WhenAny(wait, calledOff);
        }

        if (calledOff.IsCompleted)
        {
            throw new OperationCanceledException("The import was stopped.");
        }

        await wait;
    }
}
