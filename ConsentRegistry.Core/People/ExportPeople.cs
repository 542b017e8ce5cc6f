using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.People;

/// <summary>Writes the people of a list into a file for a spreadsheet: who they are, how to reach them, and what they said no to, or may have (INTERFACES 4).</summary>
public sealed class ExportPeople(IDbContextFactory<RegistryDbContext> contexts, PeopleQueries people, ContactPointCipher cipher)
{
    // So many are read, written and forgotten at a time: a million take no more memory than a thousand, but for their ids.
    private const int Batch = 500;

    private static readonly string[] Names = ["name", "company", "jobTitle", "relationship", "language", "standing", "emails", "phones"];

    /// <summary>Everybody who fits a filter, however many; its place within the list does not count.</summary>
    /// <inheritdoc cref="ExecuteAsync(IReadOnlyList{Guid}, Stream, ExportFormat, ExportWords, CancellationToken)"/>
    public async Task<int> ExecuteAsync(PeopleFilter filter, Stream to, ExportFormat format, ExportWords words, CancellationToken cancellation = default) =>
        await ExecuteAsync(await people.EverybodyAsync(filter, cancellation), to, format, words, cancellation);

    /// <summary>These people in this order. A list that is searched anew for each part would leave people out, or have them twice, when somebody changes meanwhile.</summary>
    /// <param name="words">The words of the reader's language for what the file says in terms of the rules.</param>
    /// <returns>How many people were written; whoever is gone meanwhile is not.</returns>
    public async Task<int> ExecuteAsync(IReadOnlyList<Guid> ids, Stream to, ExportFormat format, ExportWords words, CancellationToken cancellation = default)
    {
        await using var csv = await ExportCsv.OpenAsync(to, format, Names);
        var written = 0;
        foreach (var part in ids.Chunk(Batch))
        {
            var rows = await people.RowsAsync(part, cancellation);
            var points = await PointsAsync(rows, cancellation);
            foreach (var row in rows)
            {
                await WriteAsync(csv, row, [.. points[row.Id]], words);
            }

            written += rows.Count;
        }

        return written;
    }

    private async Task<ILookup<Guid, Address>> PointsAsync(IReadOnlyList<PersonRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToList();
        await using var context = contexts.CreateDbContext();
        var points = await context.ContactPoints.AsNoTracking().Where(point => ids.Contains(point.PersonId)).OrderBy(point => point.AddedAt).ToListAsync(cancellation);
        return points.Select(point => (point.PersonId, Address: cipher.TryReveal(point))).Where(each => each.Address is not null)
            .ToLookup(each => each.PersonId, each => each.Address!);
    }

    private static Task WriteAsync(CsvWriter csv, PersonRow row, List<Address> addresses, ExportWords words)
    {
        csv.WriteField(row.FullName);
        csv.WriteField(row.Company);
        csv.WriteField(row.JobTitle);
        csv.WriteField(string.Join(", ", row.Relationships.Select(words.Relationship)));
        csv.WriteField(row.Language);
        csv.WriteField(string.Join(", ", row.Bars.Select(words.Bar).Prepend(row.InDoubt ? words.InDoubt : "").Prepend(row.Restricted ? words.Restricted : "").Where(word => word.Length > 0).Distinct()));
        csv.WriteField(string.Join(", ", addresses.Where(each => each.Kind == AddressKind.Email).Select(each => each.Exact)));
        csv.WriteField(string.Join(", ", addresses.Where(each => each.Kind == AddressKind.Phone).Select(each => each.Exact)));
        return csv.NextRecordAsync();
    }
}

/// <summary>How a file for people names the terms of the rules.</summary>
public sealed record ExportWords(Func<Relationship, string> Relationship, Func<StandingBar, string> Bar, string Restricted, string InDoubt)
{
    /// <summary>The stable names, for programs.</summary>
    public static ExportWords Technical { get; } = new(
        relationship => relationship.ToString(),
        bar => string.Join(':', new[] { bar.Type.ToString(), bar.Topic?.ToString(), bar.Channel?.ToString() }.Where(part => part is not null)),
        "Restricted",
        "InDoubt");
}
