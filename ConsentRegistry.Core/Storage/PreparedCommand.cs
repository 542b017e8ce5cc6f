using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ConsentRegistry.Core.Storage;

/// <summary>One SQL statement of a transaction, run again and again with other values: bulk work, for which the model is too slow.</summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly DbCommand command;

    /// <param name="context">Its transaction must be under way; instants go through its <c>ToColumn</c>, enums as words.</param>
    /// <param name="text">The statement with parameters <c>@p0</c>, <c>@p1</c>, …</param>
    public PreparedCommand(RegistryDbContext context, string text, int parameters)
    {
        command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = text;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i.ToString(CultureInfo.InvariantCulture);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>An insert of one row with the given columns.</summary>
    public static PreparedCommand Insert(RegistryDbContext context, string table, params string[] columns) => new(
        context,
        $"""
        INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
        VALUES ({string.Join(", ", Enumerable.Range(0, columns.Length).Select(i => "@p" + i.ToString(CultureInfo.InvariantCulture)))})
        """,
        columns.Length);

    public void Execute(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
