using System.Globalization;
using System.Text;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ConsentRegistry.Core.Storage.Sqlite;

/// <summary>
/// The index of names: a full-text table of the three-letter pieces of every person's <c>SearchText</c>, kept true by triggers. It
/// stores no text, only which piece occurs in which row, and what is taken out leaves no bytes (FTS5's own <c>secure-delete</c>).
/// </summary>
/// <remarks>
/// Two spaces stand before and after each word, so that the first letter alone, a beginning and a whole word are pieces too. Its rows have
/// numbers of their own, because SQLite may renumber those of a table without an integer key when it copies the file.
/// </remarks>
internal static class SqliteNameIndex
{
    private const int Piece = 3;

    private static readonly string[] Triggers =
    [
        $"""
        CREATE TRIGGER "People_search_insert" AFTER INSERT ON "People" WHEN NEW."SearchText" <> ''
        BEGIN
            INSERT INTO "PeopleSearchRows" ("Person") VALUES (NEW."Id");
            INSERT INTO "PeopleSearch" (rowid, "Text") SELECT "Row", {Spaced("NEW")} FROM "PeopleSearchRows" WHERE "Person" = NEW."Id";
        END;
        """,
        $"""
        CREATE TRIGGER "People_search_update" AFTER UPDATE OF "SearchText" ON "People" WHEN NEW."SearchText" <> OLD."SearchText"
        BEGIN
            INSERT INTO "PeopleSearch" ("PeopleSearch", rowid, "Text") SELECT 'delete', "Row", {Spaced("OLD")} FROM "PeopleSearchRows" WHERE "Person" = OLD."Id";
            DELETE FROM "PeopleSearchRows" WHERE "Person" = OLD."Id" AND NEW."SearchText" = '';
            INSERT INTO "PeopleSearchRows" ("Person") SELECT NEW."Id" WHERE OLD."SearchText" = '';
            INSERT INTO "PeopleSearch" (rowid, "Text") SELECT "Row", {Spaced("NEW")} FROM "PeopleSearchRows" WHERE "Person" = NEW."Id";
        END;
        """,
        $"""
        CREATE TRIGGER "People_search_delete" AFTER DELETE ON "People" WHEN OLD."SearchText" <> ''
        BEGIN
            INSERT INTO "PeopleSearch" ("PeopleSearch", rowid, "Text") SELECT 'delete', "Row", {Spaced("OLD")} FROM "PeopleSearchRows" WHERE "Person" = OLD."Id";
            DELETE FROM "PeopleSearchRows" WHERE "Person" = OLD."Id";
        END;
        """,
    ];

    /// <summary>Makes the index, fills it with the people who are there, and has it kept true from then on.</summary>
    public static void Create(MigrationBuilder builder)
    {
        builder.Sql("""CREATE TABLE "PeopleSearchRows" ("Row" INTEGER PRIMARY KEY, "Person" TEXT NOT NULL UNIQUE);""");
        builder.Sql("""CREATE VIRTUAL TABLE "PeopleSearch" USING fts5("Text", content='', detail=none, columnsize=0, tokenize='trigram');""");
        builder.Sql("""INSERT INTO "PeopleSearch" ("PeopleSearch", rank) VALUES ('secure-delete', 1);""");
        builder.Sql("""INSERT INTO "PeopleSearchRows" ("Person") SELECT "Id" FROM "People" WHERE "SearchText" <> '' ORDER BY "CreatedAt", "Id";""");
        builder.Sql($"""INSERT INTO "PeopleSearch" (rowid, "Text") SELECT "Row", {Spaced("p")} FROM "PeopleSearchRows" JOIN "People" AS p ON p."Id" = "Person" ORDER BY "Row";""");
        foreach (var trigger in Triggers)
        {
            builder.Sql(trigger);
        }
    }

    public static void Drop(MigrationBuilder builder)
    {
        foreach (var trigger in (string[])["insert", "update", "delete"])
        {
            builder.Sql($"""DROP TRIGGER "People_search_{trigger}";""");
        }

        builder.Sql("""DROP TABLE "PeopleSearch";""");
        builder.Sql("""DROP TABLE "PeopleSearchRows";""");
    }

    /// <summary>
    /// The pieces find the rows; a longer word must stand in the text whole as well, because its pieces may all occur and yet not beside each
    /// other. Who fits how well, the caller judges by the text.
    /// </summary>
    public static IQueryable<TPerson> Find<TPerson>(DbSet<TPerson> people, NameSearch search)
        where TPerson : class
    {
        var parameters = new List<object>();
        string Parameter(object value)
        {
            parameters.Add(value);
            return "{" + (parameters.Count - 1).ToString(CultureInfo.InvariantCulture) + "}";
        }

        var sql = new StringBuilder($"""
            SELECT p.* FROM "PeopleSearch" AS s
            CROSS JOIN "PeopleSearchRows" AS r ON r."Row" = s.rowid
            CROSS JOIN "People" AS p ON p."Id" = r."Person"
            WHERE "PeopleSearch" MATCH {Parameter(string.Join(" AND ", search.Words.SelectMany(word => PiecesOf(word, search.Fit)).Distinct().Select(Quoted)))}
            """);
        foreach (var word in search.Words.Where(word => Runes(word).Count > Piece))
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND instr(p.\"SearchText\", {Parameter(word)}) > 0");
        }

        if (search.Language is { } language)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND p.\"Language\" = {Parameter(language)}");
        }

        if (search.Relationship is { } relationship)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM \"Relationships\" AS x WHERE x.\"PersonId\" = p.\"Id\" AND x.\"Relationship\" = {Parameter(relationship.ToString())})");
        }

        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY s.rowid DESC LIMIT {Parameter(search.Limit)}");
        return people.FromSqlRaw(sql.ToString(), [.. parameters]);
    }

    /// <summary>
    /// The pieces that a row must have. Of two letters and more, the piece that has only the first letter says nothing that the next one
    /// does not, and half of all rows have it.
    /// </summary>
    private static IEnumerable<string> PiecesOf(string word, NameFit fit)
    {
        var runes = Runes(word);
        var (before, after) = (runes.Count == 1 ? "  " : fit == NameFit.Within && runes.Count >= Piece ? "" : " ", fit == NameFit.WholeWord ? " " : "");
        var pattern = Runes(before[..(runes.Count == 1 && after.Length > 0 ? 1 : before.Length)] + word + after);
        return Enumerable.Range(0, pattern.Count - Piece + 1).Select(at => string.Concat(pattern.Skip(at).Take(Piece)));
    }

    private static List<Rune> Runes(string text) => [.. text.EnumerateRunes()];

    private static string Quoted(string piece) => $"\"{piece.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The text of a row as it is indexed, in SQL.</summary>
    private static string Spaced(string row)
    {
        var text = $"{row}.\"SearchText\"";
        foreach (var each in SearchText.Separators)
        {
            text = $"replace({text}, '{(each == '\'' ? "''" : each.ToString())}', ' ')";
        }

        return $"'  ' || replace({text}, ' ', '  ') || '  '";
    }
}
