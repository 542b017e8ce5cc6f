using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Storage.Sqlite;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Ledger;

/// <summary>The triggers that keep whom nobody told, and the migration that may have to make them anew.</summary>
public sealed class SqliteArticle14NoticesTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whom_nobody_told_is_found_anew_when_the_table_is_filled_again()
    {
        await using var context = await NewDatabase.OpenAsync(folder.Path);
        await context.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "People" ("Id", "GivenName", "FamilyName", "SearchText", "Language", "CreatedAt", "ChangedAt", "Revision", "MergedInto")
            VALUES ('00000000-0000-0000-0000-000000000001', 'Untold', '', '', 'nl', 1, 1, 0, NULL),
                   ('00000000-0000-0000-0000-000000000002', 'Told', '', '', 'nl', 1, 1, 0, NULL),
                   ('00000000-0000-0000-0000-000000000003', 'Direct', '', '', 'nl', 1, 1, 0, NULL),
                   ('00000000-0000-0000-0000-000000000004', 'ToldBeforeTheMerge', '', '', 'nl', 1, 1, 0, NULL),
                   ('00000000-0000-0000-0000-000000000005', '', '', '', 'nl', 1, 1, 0, '00000000-0000-0000-0000-000000000004')
            """);
        var sources = new (int Person, AcquisitionSource Source, string On)[]
        {
            (1, AcquisitionSource.CvMatch, "2026-03-02"), (1, AcquisitionSource.Referral, "2026-03-01"), (1, AcquisitionSource.ContactForm, "2026-01-01"),
            (2, AcquisitionSource.CvMatch, "2026-03-01"), (3, AcquisitionSource.ContactForm, "2026-03-01"), (4, AcquisitionSource.CompanyWebsite, "2026-03-01"),
        };
        foreach (var (index, (person, source, on)) in sources.Index())
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Acquisitions" ("Id", "PersonId", "Relationship", "Source", "Moment", "AcquiredOn", "RecordedAt")
                VALUES ({IdOf(100 + index)}, {IdOf(person)}, 'CandidateSourced', {source.ToString()}, 'ProjectBid', {on}, 1)
                """);
        }

        await EventAsync(context, 1, 2, LedgerEventType.NoticeGiven);
        await EventAsync(context, 2, 5, LedgerEventType.NoticeGiven);
        await EventAsync(context, 3, 1, LedgerEventType.PersonRegistered);

        await NewDatabase.RunAsync(context, SqliteArticle14Notices.Drop);
        Assert.Empty(await context.Set<Article14Notice>().AsNoTracking().ToListAsync());
        await NewDatabase.RunAsync(context, SqliteArticle14Notices.Create);

        var notice = Assert.Single(await context.Set<Article14Notice>().AsNoTracking().ToListAsync());
        Assert.Equal((new Guid(IdOf(1)), new DateOnly(2026, 3, 1)), (notice.PersonId, notice.ObtainedOn));
        await EventAsync(context, 4, 1, LedgerEventType.NoticeGiven);
        Assert.Empty(await context.Set<Article14Notice>().AsNoTracking().ToListAsync());
    }

    [Fact]
    public void The_triggers_know_the_sources_that_are_indirect() => Assert.True(
        Enum.GetValues<AcquisitionSource>().Where(source => source.IsIndirect()).Select(source => $"{source}").Order().SequenceEqual(SqliteArticle14Notices.IndirectSources.Order()),
        "Other sources are indirect than those in the triggers of databases that are in use: write a migration that calls SqliteArticle14Notices.Drop before and Create after "
        + "(docs/migrations.md), and change the list of SqliteArticle14Notices with it.");

    private static Task<int> EventAsync(SqliteRegistryDbContext context, long sequence, int person, LedgerEventType type) => context.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "LedgerEvents" ("Sequence", "ActId", "Person", "Type", "EffectiveAt", "RecordedAt", "Operator", "Facts", "Commitment", "PreviousHash", "Hash")
        VALUES ({sequence}, {IdOf(900 + (int)sequence)}, {IdOf(person)}, {type.ToString()}, 1, 1, 'cli:test', {"{}"}, x'', x'', x'')
        """);

    private static string IdOf(int number) => $"00000000-0000-0000-0000-{number:000000000000}";
}
