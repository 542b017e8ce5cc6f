using System.Text;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Storage.Sqlite;

/// <summary>The index of names follows the table of people by itself, and keeps nothing of who is gone.</summary>
public sealed class NameIndexTests : IAsyncLifetime
{
    // Three letters of three bytes each: no chance lets them stand in encrypted bytes, and together they are one piece of the index.
    private const string Rare = "龘靐齉";
    private const string EndOfPiece = "靐齉";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task An_erased_name_is_in_no_byte_of_the_files()
    {
        var gone = await registry.CandidateAsync("an@kandidaat.example", "Wilhelmina", Rare);
        await registry.CandidateAsync("bart@kandidaat.example", "Bart", "Maes");
        Assert.True(await StandsInFilesAsync(EndOfPiece));
        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(gone, TestRegistry.By, EntryPoint.Screen)).IsDone);
        Assert.False(await StandsInFilesAsync(EndOfPiece));
        Assert.False(await StandsInFilesAsync("ilhelmina"));
        await AssertIndexIsOfAsync("bart maes bart");
    }

    [Fact]
    public async Task A_name_that_a_merge_took_away_is_in_no_byte_of_the_files()
    {
        var gone = await registry.CandidateAsync("an@kandidaat.example", "Wilhelmina", Rare);
        var kept = await registry.CandidateAsync("bart@kandidaat.example", "Bart", "Maes");
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(gone, kept, TestRegistry.By)).IsDone);
        Assert.False(await StandsInFilesAsync(EndOfPiece));
        Assert.False(await StandsInFilesAsync("ilhelmina"));
        await AssertIndexIsOfAsync("bart maes bart");
    }

    [Fact]
    public async Task A_name_that_was_corrected_is_in_no_byte_of_the_files()
    {
        var an = await registry.CandidateAsync("an@kandidaat.example", "Bart", Rare);
        Assert.True((await registry.Get<EditPerson>().ExecuteAsync(an, new PersonChanges { FamilyName = "Maes" }, TestRegistry.By)).IsDone);
        Assert.False(await StandsInFilesAsync(EndOfPiece));
        await AssertIndexIsOfAsync("bart maes bart");
    }

    [Fact]
    public async Task An_index_that_is_made_anew_holds_everybody_and_is_kept_true()
    {
        await using var context = await NewDatabase.OpenAsync(registry.Desk);
        await context.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "People" ("Id", "GivenName", "FamilyName", "SearchText", "Language", "CreatedAt", "ChangedAt", "Revision")
            VALUES ('00000000-0000-0000-0000-000000000001', 'An', 'Peeters', 'an peeters an | havenbedrijf', 'nl', 1, 1, 1),
                   ('00000000-0000-0000-0000-000000000002', '', '', '', 'nl', 1, 1, 1)
            """);
        Assert.Equal(1, await RowsWithAsync(context, "hav"));
        await NewDatabase.RunAsync(context, SqliteNameIndex.Drop);
        Assert.Equal(0, await context.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE name LIKE 'PeopleSearch%'").SingleAsync());
        await NewDatabase.RunAsync(context, SqliteNameIndex.Create);
        Assert.Equal(1, await RowsWithAsync(context, "hav"));
        await context.Database.ExecuteSqlRawAsync("""UPDATE "People" SET "SearchText" = 'ann peters ann |' WHERE "GivenName" = 'An'""");
        Assert.Equal((0, 1), (await RowsWithAsync(context, "hav"), await RowsWithAsync(context, "ann")));
    }

    private static Task<int> RowsWithAsync(SqliteRegistryDbContext context, string piece) => context.Database
        .SqlQuery<int>($"SELECT count(*) AS Value FROM PeopleSearch JOIN PeopleSearchRows ON Row = PeopleSearch.rowid WHERE PeopleSearch MATCH {piece}").SingleAsync();

    /// <summary>The pieces in the index are those of one text, each in one row.</summary>
    private async Task AssertIndexIsOfAsync(string text)
    {
        var spaced = "  " + text.Replace(" ", "  ", StringComparison.Ordinal) + "  |  ";
        var pieces = Enumerable.Range(0, spaced.Length - 2).Select(at => spaced.Substring(at, 3)).Where(piece => !piece.Contains('|', StringComparison.Ordinal));
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(registry.Folder, "registry.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE VIRTUAL TABLE temp.Pieces USING fts5vocab('main', 'PeopleSearch', 'row'); SELECT term, doc FROM temp.Pieces";
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Assert.Equal(1, reader.GetInt32(1));
            found.Add(reader.GetString(0));
        }

        Assert.Equal(pieces.Where(piece => !string.IsNullOrWhiteSpace(piece)).Distinct().Order(StringComparer.Ordinal), found.Where(piece => !string.IsNullOrWhiteSpace(piece)).Order(StringComparer.Ordinal));
    }

    private async Task<bool> StandsInFilesAsync(string text)
    {
        await using (var context = registry.Database())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.EnumerateFiles(registry.Folder, "registry.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            if (copy.ToArray().AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
