using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>One verification under way.</summary>
/// <param name="context">One snapshot of the registry, for all tables.</param>
public sealed class VerificationRun(RegistryDbContext context)
{
    public RegistryDbContext Context => context;

    public List<VerifyFinding> Findings { get; } = [];

    /// <summary>Entries of the suppression list that were looked at.</summary>
    public long Entries { get; set; }

    /// <summary>Lines of the opt-out journal that were looked at.</summary>
    public long JournalLines { get; set; }

    /// <summary>Looks at the rows of a table until one is bad.</summary>
    /// <param name="table">As it is named in a finding.</param>
    /// <param name="rows">In a fixed order: a finding gives the position in it.</param>
    /// <param name="problemOf">What is wrong with a row, in plain English without personal data; null when nothing is.</param>
    internal async Task FindFirstAsync<T>(string table, IAsyncEnumerable<T> rows, Func<T, string?> problemOf, CancellationToken cancellation)
    {
        long row = 0;
        try
        {
            await foreach (var each in rows.WithCancellation(cancellation))
            {
                row++;
                if (problemOf(each) is { } problem)
                {
                    Findings.Add(new(table, row, problem));
                    return;
                }
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException or InvalidCastException or ArgumentException)
        {
            Findings.Add(new(table, row + 1, "the row cannot be read"));
        }
    }
}
