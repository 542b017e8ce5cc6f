namespace ConsentRegistry.Core.Imports;

/// <summary>
/// Goes on with every import that a crash or a cancellation left open, then closes those whose file may be kept no longer (RULES 6). In this
/// order, so that an opt-out in a file is honoured before the file goes.
/// </summary>
public sealed class FinishImports(ImportPeople people)
{
    /// <exception cref="AggregateException">Some could not be finished; the others are, and the overdue ones are closed.</exception>
    public async Task ExecuteAsync(CancellationToken cancellation = default)
    {
        var problems = new List<Exception>();
        foreach (var left in await people.LeftOpenAsync(cancellation))
        {
            try
            {
                // One that was running just now is closed when its turn comes, and so not found.
                if ((await people.ResumeAsync(left, cancellation: cancellation)).Refusal is { } refusal && refusal != Refusal.ImportNotFound)
                {
                    problems.Add(new InvalidOperationException($"Import {left}: {refusal}"));
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                problems.Add(problem);
            }
        }

        await people.CloseOverdueAsync(cancellation);
        if (problems.Count > 0)
        {
            throw new AggregateException(problems);
        }
    }
}
