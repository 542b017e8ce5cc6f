using System.Runtime.CompilerServices;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.People;

namespace ConsentRegistry.Web.Commands;

/// <summary>Reads a file of addresses: one a line, or CSV with a header, of which the columns with addresses are taken.</summary>
internal static class AddressList
{
    /// <summary>A list without a header shows an address within so many lines, even when the first ones cannot be read.</summary>
    private const int LinesLookedAt = 20;

    private static readonly ImportField[] Fields = [ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile];

    /// <summary>Every line or cell as it stands there, with its physical line number.</summary>
    /// <exception cref="CommandRefusedException">It is no file, or one without addresses.</exception>
    public static IAsyncEnumerable<(long Line, string Text)> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        if (!stream.CanSeek)
        {
            throw new CommandRefusedException("The list must be a file.");
        }

        return IsPlainList(stream) ? Lines(stream, cancellation) : Cells(stream);
    }

    private static bool IsPlainList(Stream stream)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var looked = 0; looked < LinesLookedAt && reader.ReadLine() is { } line; looked++)
        {
            if (Address.Read(line) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static async IAsyncEnumerable<(long Line, string Text)> Lines(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            yield return (number, line);
        }
    }

    private static async IAsyncEnumerable<(long Line, string Text)> Cells(Stream stream)
    {
        var file = ImportFile.Open(stream);
        if (file.Error is { } error)
        {
            throw new CommandRefusedException($"The file cannot be read as a list ({error}): nothing was stored.");
        }

        using var records = file.OpenRecords()!;
        var columns = Fields.Select(file.Mapping!.IndexOf).Where(index => index >= 0).ToList();
        while (records.MoveNext())
        {
            // A record that is broken has no cells to trust: its line is reported as unreadable.
            var cells = file.FaultOf(records) is null ? columns.ConvertAll(index => records[index]) : ["?"];
            foreach (var cell in cells)
            {
                yield return (records.Line, cell);
            }
        }

        await Task.CompletedTask;
    }
}
