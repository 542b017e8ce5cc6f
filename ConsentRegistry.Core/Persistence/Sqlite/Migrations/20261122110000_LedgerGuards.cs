using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Core.Persistence.Sqlite.Migrations;

/// <summary>The triggers that hold the history; they change no table, so that no snapshot belongs to this migration.</summary>
[DbContext(typeof(SqliteRegistryDbContext))]
[Migration("20261122110000_LedgerGuards")]
public sealed class LedgerGuards : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => SqliteGuards.Create(migrationBuilder);

    protected override void Down(MigrationBuilder migrationBuilder) => SqliteGuards.Drop(migrationBuilder);
}
