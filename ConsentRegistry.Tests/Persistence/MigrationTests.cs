using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence.Sqlite;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Tests.Persistence;

/// <summary>A database as an earlier version left it, with rows in it, is brought up to date.</summary>
public sealed class MigrationTests : IAsyncDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly SqliteRegistryDbContext context;

    public MigrationTests() => context = new SqliteRegistryDbContext(
        new DbContextOptionsBuilder<SqliteRegistryDbContext>().UseSqlite($"Data Source={Path.Combine(folder.Path, "older.db")}").Options);

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_open_import_takes_columns_and_approval_of_its_profile_for_the_last_time_and_no_other_does()
    {
        await MigrateAsync("TopicStandings");
        await SqlAsync(
            """
            INSERT INTO "ImportProfiles" ("Id", "Name", "ColumnsJson", "OptInTopic", "OptInPolicyVersion", "OptInsApprovedBy", "ChangedAt")
            VALUES ('00000000-0000-0000-0000-0000000000A1', 'Beurs', '{"Mail":"email"}', 'Events', 'v3', 'dpo', 1),
                   ('00000000-0000-0000-0000-0000000000A2', 'Lijst', '{"Post":"email"}', 'Events', 'v3', NULL, 1)
            """);
        var runs = new (int Number, string? Profile, string State, string? Columns)[]
        {
            (1, "Beurs", "Uploaded", null), (2, "Beurs", "Judging", null), (3, "Lijst", "Committing", null),
            (4, "Beurs", "Closed", null), (5, "Beurs", "Uploaded", """{"Eigen":"email"}"""), (6, null, "Uploaded", null),
        };
        foreach (var (number, profile, state, columns) in runs)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "ImportRuns" ("Id", "FileName", "Sha256", "Profile", "ColumnsJson", "Relationship", "Source", "Moment", "State", "StartSequence", "StartedAt", "By", "CheckpointLine",
                    "Outcomes_Created", "Outcomes_DuplicateInFile", "Outcomes_NeedsReview", "Outcomes_Rejected", "Outcomes_Suppressed", "Outcomes_Unchanged", "Outcomes_Updated")
                VALUES ({IdOf(number)}, 'a.csv', 'x', {profile}, {columns}, 'CandidateSourced', 'CvMatch', 'ProjectBid', {state}, 0, 1, 'cli:test', 0, 0, 0, 0, 0, 0, 0, 0)
                """);
        }

        await MigrateAsync(null);

        var frozen = await context.Set<ImportRun>().AsNoTracking().OrderBy(run => run.Id).ToListAsync();
        var approved = new ApprovedOptIns(Topic.Events, "v3", "dpo");
        Assert.Equal(
            [("""{"Mail":"email"}""", approved), ("""{"Mail":"email"}""", approved), ("""{"Post":"email"}""", null), (null, null), ("""{"Eigen":"email"}""", null), (null, null)],
            frozen.ConvertAll(run => (run.ColumnsJson, run.ApprovedOptIns)));
    }

    [Fact]
    public async Task Events_stay_as_they_are_and_bars_are_found_by_their_instant()
    {
        await MigrateAsync("FrozenProfiles");
        await EventAsync(1, 7, LedgerEventType.OptOutAll);
        await EventAsync(2, 7, LedgerEventType.NoticeGiven);

        await MigrateAsync(null);

        Assert.Equal([LedgerEventType.OptOutAll, LedgerEventType.NoticeGiven], await context.LedgerEvents.OrderBy(each => each.Sequence).Select(each => each.Type).ToListAsync());
        Assert.Contains("IX_LedgerEvents_Type_RecordedAt", await context.Database.SqlQuery<string>($"""SELECT "name" AS "Value" FROM pragma_index_list('LedgerEvents')""").ToListAsync());
    }

    [Fact]
    public async Task Whom_nobody_told_is_found_in_a_database_from_before_and_once_more_after_going_back()
    {
        await MigrateAsync("BarsByInstant");
        await SqlAsync(
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

        await EventAsync(1, 2, LedgerEventType.NoticeGiven);
        await EventAsync(2, 5, LedgerEventType.NoticeGiven);
        await EventAsync(3, 1, LedgerEventType.PersonRegistered);

        foreach (var migration in (string?[])[null, "BarsByInstant", null])
        {
            await MigrateAsync(migration);
        }

        var untold = Assert.Single(await context.Set<UntoldPerson>().AsNoTracking().ToListAsync());
        Assert.Equal((new Guid(IdOf(1)), new DateOnly(2026, 3, 1)), (untold.PersonId, untold.ObtainedOn));
        await EventAsync(4, 1, LedgerEventType.NoticeGiven);
        Assert.Empty(await context.Set<UntoldPerson>().AsNoTracking().ToListAsync());
    }

    [Fact]
    public void The_triggers_know_the_sources_that_are_indirect() => Assert.True(
        Enum.GetValues<AcquisitionSource>().Where(source => source.IsIndirect()).Select(source => $"{source}").Order().SequenceEqual(SqliteUntoldPeople.IndirectSources.Order()),
        "Other sources are indirect than those in the triggers of databases that are in use: write a migration that calls SqliteUntoldPeople.Drop before and Create after "
        + "(docs/migrations.md), and change the list of SqliteUntoldPeople with it.");

    private Task MigrateAsync(string? to) => context.GetService<IMigrator>().MigrateAsync(to);

    private Task<int> SqlAsync(string sql) => context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    private Task<int> EventAsync(long sequence, int person, LedgerEventType type) => context.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO "LedgerEvents" ("Sequence", "ActId", "Person", "Type", "EffectiveAt", "RecordedAt", "Operator", "Facts", "Commitment", "PreviousHash", "Hash")
        VALUES ({sequence}, {IdOf(900 + (int)sequence)}, {IdOf(person)}, {type.ToString()}, 1, 1, 'cli:test', {"{}"}, x'', x'', x'')
        """);

    private static string IdOf(int number) => $"00000000-0000-0000-0000-{number:000000000000}";
}
