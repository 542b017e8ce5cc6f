using ConsentRegistry.Core.Storage.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Core.Auditing;

/// <summary>Triggers that hold the audit trail against whoever opens the file with another tool, as <see cref="SqliteGuards"/> do the ledger.</summary>
internal static class AuditGuards
{
    private static readonly (string Name, string Sql)[] Triggers =
    [
        SqliteGuards.Refuse("AuditEntries", "UPDATE", "true"),
        SqliteGuards.Refuse("AuditEntries", "DELETE", "true"),
        SqliteGuards.Refuse("AuditHead", "DELETE", "true"),
        SqliteGuards.Refuse("AuditHead", "UPDATE", """NEW."Sequence" <= OLD."Sequence" """),
    ];

    public static void Create(MigrationBuilder builder)
    {
        foreach (var (_, sql) in Triggers)
        {
            builder.Sql(sql);
        }
    }

    public static void Drop(MigrationBuilder builder)
    {
        foreach (var (name, _) in Triggers)
        {
            builder.Sql($"""DROP TRIGGER "{name}";""");
        }
    }
}
