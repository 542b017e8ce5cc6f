using ConsentRegistry.Core.Records;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Core.Ledger;

/// <summary>Keeps the table of notices that are due true by triggers: at a source that is new or moves, at a notice that is given, at a merge. A notice of a contact that was taken back is none. An erasure takes the row with its person.</summary>
internal static class SqliteArticle14Notices
{
    /// <summary>The sources that start the notice clock, as this migration was released; not asked of the domain, which may change.</summary>
    internal static readonly string[] IndirectSources = ["CvMatch", "Referral", "CompanyWebsite"];

    private static readonly string Indirect = string.Join(", ", IndirectSources.Select(source => $"'{source}'"));

    private static readonly string[] Triggers =
    [
        $"""
        CREATE TRIGGER "Acquisitions_untold_insert" AFTER INSERT ON "Acquisitions" WHEN NEW."Source" IN ({Indirect})
        BEGIN
            {Anew("NEW.\"PersonId\"")}
        END;
        """,
        $"""
        CREATE TRIGGER "Acquisitions_untold_update" AFTER UPDATE OF "PersonId" ON "Acquisitions"
        BEGIN
            {Anew("OLD.\"PersonId\"")}
            {Anew("NEW.\"PersonId\"")}
        END;
        """,
        $"""
        CREATE TRIGGER "People_untold_update" AFTER UPDATE OF "MergedInto" ON "People"
        BEGIN
            {Anew("NEW.\"Id\"")}
            {Anew("NEW.\"MergedInto\"")}
        END;
        """,
        $"""
        CREATE TRIGGER "LedgerEvents_untold_insert" AFTER INSERT ON "LedgerEvents" WHEN NEW."Type" = '{LedgerEventType.NoticeGiven}'
        BEGIN
            DELETE FROM "UntoldPeople" WHERE "PersonId" IN (SELECT NEW."Person" UNION ALL SELECT "MergedInto" FROM "People" WHERE "Id" = NEW."Person");
        END;
        """,
    ];

    /// <summary>Fills the table, which is there and empty, with whom nobody told yet, and has it kept true from then on.</summary>
    public static void Create(MigrationBuilder builder)
    {
        builder.Sql(Fill(""));
        foreach (var trigger in Triggers)
        {
            builder.Sql(trigger);
        }
    }

    /// <summary>Takes the triggers away; the table is emptied.</summary>
    public static void Drop(MigrationBuilder builder)
    {
        foreach (var trigger in (string[])["Acquisitions_untold_insert", "Acquisitions_untold_update", "People_untold_update", "LedgerEvents_untold_insert"])
        {
            builder.Sql($"""DROP TRIGGER "{trigger}";""");
        }

        builder.Sql("""DELETE FROM "UntoldPeople";""");
    }

    // Whatever the order in which a transaction writes its rows, the last of them finds all others.
    private static string Anew(string person) => $"""DELETE FROM "UntoldPeople" WHERE "PersonId" = {person}; {Fill($"AND p.\"Id\" = {person}")}""";

    // The sign before the type keeps SQLite from going through all notices that were ever given; it is the person's few events that are looked at.
    private static string Fill(string whom) => $"""
        INSERT INTO "UntoldPeople" ("PersonId", "ObtainedOn")
        SELECT p."Id", min(a."AcquiredOn") FROM "People" AS p JOIN "Acquisitions" AS a ON a."PersonId" = p."Id"
        WHERE p."MergedInto" IS NULL AND a."Source" IN ({Indirect}) {whom}
            AND NOT EXISTS (
                SELECT 1 FROM "LedgerEvents" AS e
                WHERE e."Person" IN (SELECT p."Id" UNION ALL SELECT m."Id" FROM "People" AS m WHERE m."MergedInto" = p."Id") AND +e."Type" = '{LedgerEventType.NoticeGiven}'
                    AND NOT EXISTS (SELECT 1 FROM "LedgerEvents" AS t WHERE t."ActId" = e."ActId" AND +t."Type" = '{LedgerEventType.ContactTakenBack}'))
        GROUP BY p."Id";
        """;
}
