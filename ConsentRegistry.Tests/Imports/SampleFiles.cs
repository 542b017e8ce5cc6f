using System.Text.Json;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Imports;

/// <summary>The sample files, what their manifest says of them, and what reading them gives.</summary>
internal static class SampleFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");
    private static readonly JsonDocument Manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")));

    public static IEnumerable<string> Names => Manifest.RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("file").GetString()!);

    /// <summary>Keys under which suppressions.txt bars: mailbox forms and numbers.</summary>
    public static HashSet<string> SuppressedKeys { get; } = [.. File.ReadLines(Path.Combine(Folder, "suppressions.txt")).Select(KeyOf)];

    public static JsonElement Expected(string name) =>
        Manifest.RootElement.GetProperty("files").EnumerateArray().Single(f => f.GetProperty("file").GetString() == name);

    public static FileStream Open(string name) => File.OpenRead(Path.Combine(Folder, name));

    public static ReadFile Read(string name)
    {
        using var stream = Open(name);
        return ReadFile.From(stream);
    }

    private static string KeyOf(string line) =>
        EmailAddress.TryParse(line, out var address) ? address.Mailbox
        : PhoneNumber.TryParse(line, out var number) ? number.E164
        : throw new InvalidDataException(line);
}

/// <summary>A file read to its end.</summary>
internal sealed record ReadFile(ImportFile File, List<ImportRow> Rows, List<(long Line, RejectionReason Reason)> Rejected, List<JudgedRow> Judged)
{
    public static ReadFile From(Stream stream)
    {
        var file = ImportFile.Open(stream);
        var (rows, rejected, rules) = (new List<ImportRow>(), new List<(long, RejectionReason)>(), new ImportRowRules());
        using var records = file.OpenRecords();
        if (records is not null && file.Error is null)
        {
            var reader = new ImportRowReader(file);
            while (records.MoveNext())
            {
                if (reader.Read(records, out var rejection) is { } row)
                {
                    rows.Add(row);
                    rules.Accept(row, row.Keys.Any(SampleFiles.SuppressedKeys.Contains) ? SuppressionReason.OptOut : null, []);
                }
                else
                {
                    rejected.Add((records.Line, rejection!.Value));
                    rules.Reject(records.Line, rejection.Value);
                }
            }
        }

        return new ReadFile(file, rows, rejected, [.. rules.Judge()]);
    }

    public static ReadFile From(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return From(stream);
    }

    public static ReadFile From(string text) => From(System.Text.Encoding.UTF8.GetBytes(text));
}
