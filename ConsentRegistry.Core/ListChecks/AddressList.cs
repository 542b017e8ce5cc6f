using System.Text;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Core.ListChecks;

/// <summary>A short list of addresses from a file, one a line, as a form has room for it.</summary>
public static class AddressList
{
    /// <summary>A text is given as it stands, for whoever is to see it; of a workbook the cells of its address columns are.</summary>
    /// <param name="file">Whole in memory.</param>
    public static async Task<Result<string>> ReadAsync(OpenTable tables, MemoryStream file)
    {
        var opened = tables.Execute(file);
        if (!opened.IsDone)
        {
            return opened.Refusal.Value;
        }

        using var text = opened.Value;
        if (text.Sheet is null)
        {
            file.Position = 0;
            using var reader = new StreamReader(file, Encoding.UTF8, true, -1, leaveOpen: true);
            return await reader.ReadToEndAsync();
        }

        var list = SuppressionFile.Open(text);
        if (!list.IsDone)
        {
            return list.Refusal.Value;
        }

        using var lines = list.Value;
        return string.Join('\n', await lines.Lines().Select(line => line.Text).ToListAsync());
    }
}
