using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Tests.Support;

/// <summary>Connections that are kept open for later use, closed as the end of a process closes them.</summary>
internal static class OpenDatabases
{
    /// <summary>Those of one folder. The library's own way closes them all, also those that a test beside this one is about to use.</summary>
    public static void Close(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.db", SearchOption.AllDirectories))
        {
            // One store a wording: that of the registry and that of the others.
            Close(new SqliteConnectionStringBuilder { DataSource = file });
            Close(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true });
        }
    }

    private static void Close(SqliteConnectionStringBuilder wording)
    {
        using var connection = new SqliteConnection(wording.ToString());
        SqliteConnection.ClearPool(connection);
    }
}
