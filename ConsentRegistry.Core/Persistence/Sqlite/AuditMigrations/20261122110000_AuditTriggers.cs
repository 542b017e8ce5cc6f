using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Core.Persistence.Sqlite.AuditMigrations;

/// <summary>The triggers that hold the trail; they change no table, so that no snapshot belongs to this migration.</summary>
[DbContext(typeof(SqliteAuditDbContext))]
[Migration("20261122110000_AuditTriggers")]
public sealed class AuditTriggers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => AuditGuards.Create(migrationBuilder);

    protected override void Down(MigrationBuilder migrationBuilder) => AuditGuards.Drop(migrationBuilder);
}
