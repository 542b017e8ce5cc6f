using System.Text;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Crash;

/// <summary>An import and a power cut, with the real program (guarantees 5 and 8).</summary>
public sealed class ImportCutOffTests : IDisposable
{
    private const int Rows = 4_000;

    private readonly TemporaryDirectory whole = new();
    private readonly TemporaryDirectory cut = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        whole.Dispose();
        cut.Dispose();
    }

    [Theory]
    [InlineData(false, "Committing")]
    [InlineData(true, "Stopped")]
    public async Task An_import_killed_or_stopped_in_the_middle_and_given_again_has_the_report_of_one_that_was_not(bool isStopped, string state)
    {
        foreach (var place in new[] { whole.Path, cut.Path })
        {
            await File.WriteAllTextAsync(Path.Combine(place, "export.csv"), Export(), Cancel);
            await File.WriteAllLinesAsync(Path.Combine(place, "list.txt"), Enumerable.Range(0, 40).Select(i => $"an{i * 100}@voorbeeld.example"), Cancel);
            Assert.Equal(0, (await RegistryProcess.RunAsync(place, Cancel, "suppress", "list.txt")).Exit);
        }

        Assert.Equal(0, (await ImportAsync(whole.Path)).Exit);
        using (var verb = RegistryProcess.Start(cut.Path, "import", "export.csv", "--quiet"))
        {
            await Eventually.HoldsAsync(async () => await NumberAsync("SELECT coalesce(max(CheckpointLine), 0) FROM ImportRuns") > 1);
            if (isStopped)
            {
                Assert.Equal(1, await verb.TerminateAsync(Cancel));
            }
            else
            {
                await verb.KillAsync(Cancel);
            }
        }

        Assert.InRange(await NumberAsync("SELECT count(*) FROM People"), 1, Rows - 100);
        Assert.Equal(1, await NumberAsync($"SELECT count(*) FROM ImportRuns WHERE State = '{state}'"));
        var (exit, output) = await ImportAsync(cut.Path);
        Assert.Equal(0, exit);
        Assert.Contains("\"outcomes\":{\"Created\":3900,\"Updated\":0,\"Unchanged\":0,\"DuplicateInFile\":40,\"Suppressed\":40,\"NeedsReview\":0,\"Rejected\":20}", output, StringComparison.Ordinal);
        Assert.Equal(await ReportAsync(whole.Path), await ReportAsync(cut.Path));
        Assert.Equal(3900, await NumberAsync("SELECT count(*) FROM People"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(cut.Path, "data", "spool")));
        Assert.Equal(0, (await RegistryProcess.RunAsync(cut.Path, Cancel, "verify")).Exit);
    }

    private static Task<string> ReportAsync(string place) => File.ReadAllTextAsync(Path.Combine(place, "report.csv"), Cancel);

    private static async Task<(int Exit, string Output)> ImportAsync(string place)
    {
        var (exit, output, _) = await RegistryProcess.RunAsync(place, Cancel, "import", "export.csv", "--json", "--report", "report.csv");
        return (exit, output);
    }

    /// <summary>One row in a hundred has no address, one in a hundred another spelling of an address before, one in a hundred somebody who opted out.</summary>
    private static string Export()
    {
        var text = new StringBuilder("Voornaam;Achternaam;E-mailadres;Gsm\r\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append("An;Peeters;").Append((i % 200, i % 100) switch
            {
                (50, _) => "geen",
                (_, 7) => $"AN{i - 1}+cv@voorbeeld.example",
                _ => $"an{i}@voorbeeld.example",
            }).Append(";\r\n");
        }

        return text.ToString();
    }

    private async Task<long> NumberAsync(string query)
    {
        var file = Path.Combine(cut.Path, "data", "registry.db");
        if (!File.Exists(file))
        {
            return 0;
        }

        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
