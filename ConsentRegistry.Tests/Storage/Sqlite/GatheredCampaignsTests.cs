using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Tests.Storage.Sqlite;

/// <summary>Campaigns of a registry that did not keep yet when an audience was whole.</summary>
public sealed class GatheredCampaignsTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task What_had_gathered_its_audience_does_not_do_so_again_and_what_had_not_goes_on()
    {
        var options = new DbContextOptionsBuilder<SqliteRegistryDbContext>().UseSqlite($"Data Source={Path.Combine(place.Path, "old.db")};Pooling=False").Options;
        await using var context = new SqliteRegistryDbContext(options);
        await context.GetService<IMigrator>().MigrateAsync("20261130092609_Initial", Cancel);
        await AddAsync("Draft", "NULL", "NULL", "NULL");
        await AddAsync("Finished", "NULL", "10", "20");
        await AddAsync("Paused", "'ByOperator'", "30", "NULL");
        await AddAsync("Paused", "'ByOperator'", "40", "NULL", code: "'ContactPermission'");
        await AddAsync("Paused", "'TooManyFailures'", "50", "NULL");
        await AddAsync("Preparing", "NULL", "60", "NULL");
        await AddAsync("Running", "NULL", "70", "NULL");

        await context.Database.MigrateAsync(Cancel);

        Assert.Equal(
            ["Draft -", "Finished 20", "Paused -", "Paused 40", "Paused 50", "Preparing -", "Running 70"],
            await context.Database.SqlQueryRaw<string>("""SELECT "State" || ' ' || COALESCE("GatheredAt", '-') AS "Value" FROM "Campaigns" ORDER BY "Name" """).ToListAsync(Cancel));

        async Task AddAsync(string state, string because, string started, string finished, string code = "NULL")
        {
            var id = Guid.CreateVersion7().ToString().ToUpperInvariant();
            await NewDatabase.SqlAsync(
                context,
                $"""
                INSERT INTO "Campaigns" ("Id", "Name", "Kind", "Channel", "CarriesNotice", "AudienceJson", "State", "PausedBecause", "CreatedAt", "CreatedBy", "StartedAt", "FinishedAt", "Revision")
                VALUES ('{id}', '{state} {started}', 'ProjectOffer', 'Email', 0, '', '{state}', {because}, 1, 'cli:test', {started}, {finished}, 1);
                INSERT INTO "Deliveries" ("Id", "CampaignId", "ProtectedAddress", "MailboxIndex", "IsMarketing", "State", "Code", "Attempts")
                VALUES ('{id}', '{id}', x'00', x'00', 1, 'Queued', {code}, 0);
                """);
        }
    }
}
