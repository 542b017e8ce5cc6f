using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>
/// Triggers that hold the history against whoever opens the file with another tool (guarantee 7): they refuse; <c>verify</c> finds what was
/// done around them.
/// </summary>
internal static class SqliteGuards
{
    private static readonly (string Name, string Sql)[] Triggers =
    [
        Refuse("LedgerEvents", "UPDATE", "true"),
        Refuse("LedgerEvents", "DELETE", "true"),
        Refuse("LedgerPayloads", "UPDATE", "true"),
        // A payload may go only when an event of the chain says that it went.
        Refuse(
            "LedgerPayloads",
            "DELETE",
            """
            NOT EXISTS (
                SELECT 1 FROM "LedgerEvents" AS was JOIN "LedgerEvents" AS gone
                    ON gone."Person" = was."Person" AND gone."Type" IN ('PersonErased', 'PayloadsExpired') AND gone."Sequence" > was."Sequence"
                WHERE was."Sequence" = OLD."Sequence")
            """),
        Refuse("LedgerHead", "DELETE", "true"),
        Refuse("LedgerHead", "UPDATE", """NEW."Sequence" < OLD."Sequence" """),
        Refuse("LedgerAnchors", "UPDATE", "true"),
        Refuse("LedgerAnchors", "DELETE", "true"),
        Refuse("SuppressionEntries", "DELETE", "true"),
        // Only a key rotation changes an entry, and nothing of it but its keys.
        Refuse(
            "SuppressionEntries",
            "UPDATE",
            """
            NEW."KeyVersion" <= OLD."KeyVersion" OR NEW."Id" <> OLD."Id" OR NEW."Kind" <> OLD."Kind" OR NEW."Topic" IS NOT OLD."Topic"
                OR NEW."Channel" IS NOT OLD."Channel" OR NEW."Reason" <> OLD."Reason" OR NEW."ReceivedAt" <> OLD."ReceivedAt"
                OR NEW."RecordedAt" <> OLD."RecordedAt" OR NEW."Source" <> OLD."Source" OR NEW."ActId" <> OLD."ActId"
                OR NEW."LedgerSequence" <> OLD."LedgerSequence"
            """),
        Refuse("SuppressionCorrections", "UPDATE", "true"),
        Refuse("SuppressionCorrections", "DELETE", "true"),
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

    internal static (string Name, string Sql) Refuse(string table, string act, string when)
    {
        var name = $"{table}_no_{act.ToLowerInvariant()}";
        return (name, $"""
            CREATE TRIGGER "{name}" BEFORE {act} ON "{table}" FOR EACH ROW WHEN {when}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
            """);
    }
}
