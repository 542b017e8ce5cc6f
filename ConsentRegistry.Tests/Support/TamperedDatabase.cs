using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Support;

/// <summary>Somebody opens a file of the registry with another tool.</summary>
internal static class TamperedDatabase
{
    /// <summary>From now on nothing can be written into a table, as on a full disk.</summary>
    public static void RefuseWrites(string path, string table) => Execute(
        path, $"CREATE TRIGGER \"Full{table}\" BEFORE INSERT ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'full'); END;");

    /// <summary>Does to a file that others have open what touches no row.</summary>
    public static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <param name="path">The file, which nobody has open.</param>
    /// <param name="sql">What is done to it; it must touch a row.</param>
    /// <param name="withTriggers">False for somebody who drops them first.</param>
    public static void Change(string path, string sql, bool withTriggers)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        if (!withTriggers)
        {
            command.CommandText = "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_master WHERE type = 'trigger'";
            var drops = new List<string>();
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    drops.Add(reader.GetString(0));
                }
            }

            command.CommandText = string.Concat(drops);
            command.ExecuteNonQuery();
        }

        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
