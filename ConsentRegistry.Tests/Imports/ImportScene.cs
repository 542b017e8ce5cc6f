using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Imports.Writing;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Imports;

/// <summary>Whole imports into a real registry, and how to look at what they left.</summary>
public abstract class ImportScene : IAsyncLifetime
{
    protected const string Header = "Voornaam;Achternaam;E-mailadres;Gsm;Sollicitatiedatum;Uitgeschreven\r\n";

    protected TestRegistry Registry { get; set; } = null!;

    public async ValueTask InitializeAsync() => Registry = await TestRegistry.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task LoadSuppressionsAsync()
    {
        var loaded = await Registry.Get<LoadSuppressions>().ExecuteAsync(
            SuppressionLines.Of(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "suppressions.txt"))), SuppressionReason.OptOut, null, TestRegistry.By);
        Assert.Empty(loaded.Unreadable);
    }

    protected ImportPeople PacedImport(BatchSizer batchSizer) => new(
        Registry.Get<IDbContextFactory<RegistryDbContext>>(), Registry.Get<RegistryWriter>(), Registry.Get<PreviewImport>(),
        Registry.Get<OpenImport>(),
        Registry.Get<ClaimImport>(),
        new PlanImport(Registry.Get<RegistryWriter>(), Registry.Get<JudgeRows>(), batchSizer, Registry.Clock),
        new WriteRows(
            Registry.Get<IDbContextFactory<RegistryDbContext>>(), Registry.Get<RegistryWriter>(), Registry.Get<SuppressionLookup>(),
            Registry.Get<ImportBars>(), Registry.Get<ContactPointCipher>(), Registry.Get<AddressHolders>(), Registry.Get<ProtectedValues>(), Registry.Get<SuppressionIndex>(),
            Registry.Get<PropagateBars>(), Registry.Get<OpenDoubts>(), batchSizer, Registry.Clock),
        Registry.Get<CloseImport>(), Registry.Get<ImportSpool>(), Registry.Get<ImportReport>(), Registry.Get<RecordBar>(), Registry.Get<DiscardImport>(),
        Registry.Get<ReleaseImportFile>(), Registry.Get<ImportActivity>(), Registry.Clock);

    protected Task<ImportSummary> ImportAsync(string rows, Func<NewImport, NewImport>? but = null) =>
        ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(Header + rows)), but);

    protected async Task<ImportSummary> ImportAsync(Stream source, Func<NewImport, NewImport>? but = null)
    {
        await using (source)
        {
            var import = new NewImport(source is FileStream file ? file.Name : "rows.csv");
            Registry.Clock.Advance(TimeSpan.FromSeconds(1));
            var outcome = await Registry.Get<ImportPeople>().ExecuteAsync(source, but?.Invoke(import) ?? import, TestRegistry.By);
            Assert.Null(outcome.Refusal);
            return outcome.Value!;
        }
    }

    protected async Task<ImportSummary> PreviewAsync(Stream source)
    {
        await using (source)
        {
            return (await Registry.Get<PreviewImport>().ExecuteAsync(source, new NewImport("preview.csv"))).Value!;
        }
    }

    /// <summary>The report of the last import.</summary>
    protected async Task<string> ReportAsync()
    {
        await using var database = Registry.Database();
        var last = await database.Set<ImportRun>().OrderBy(run => run.StartedAt).LastAsync();
        using var report = new MemoryStream();
        await Registry.Get<ImportReport>().WriteAsync(last.Id, report, ExportFormat.Plain);
        return Encoding.UTF8.GetString(report.ToArray());
    }

    /// <summary>Every mailbox in the registry with what stands about its person, ids left out.</summary>
    protected async Task<List<string>> StandingsAsync()
    {
        await using var database = Registry.Database();
        var people = await database.People.Include(person => person.ContactPoints).ToListAsync();
        var events = await PersonHistory.EventsOfAsync(database, people.ConvertAll(person => person.Id));
        return [.. people.SelectMany(person => person.ContactPoints.Select(point =>
        {
            var standing = Standing.Fold(events[person.Id]);
            var bars = string.Join(' ', standing.Bars.Select(bar => $"{bar.Type}@{bar.At:O}").Distinct().Order());
            return $"{Registry.Get<ContactPointCipher>().Reveal(point).Mailbox} {person.FullName} {standing.Permission?.LastOwnContactOn:O} {bars}";
        })).Order(StringComparer.Ordinal)];
    }
}
