using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ConsentRegistry.Measure;

/// <summary>Fills a data folder through the verbs of the product, as a firm would that brings its old lists along.</summary>
internal static class PeopleMaking
{
    private static readonly (string Name, int Percent, string[] Options)[] Files =
    [
        ("sourced", 55, ["--relationship", "CandidateSourced"]),
        ("applied", 25, ["--relationship", "CandidateApplied", "--source", "AdResponse", "--moment", "JobApplication", "--notice", "2026-01"]),
        ("clients", 19, ["--relationship", "Client", "--source", "Engagement", "--moment", "ClientService", "--notice", "2026-01"]),
        ("suppliers", 1, ["--relationship", "Supplier", "--source", "BusinessCard", "--moment", "Supply"]),
    ];

    private static readonly string[] Languages = ["nl", "nl", "nl", "fr", "fr", "en"];

    public static async Task RunAsync(string data, int count, bool withIndex)
    {
        var desk = Directory.CreateTempSubdirectory("measure-").FullName;
        try
        {
            await VerbAsync(data, "suppress", await SuppressionsAsync(desk, count));
            if (!withIndex)
            {
                await WithoutIndexAsync(data);
            }

            var names = new InventedNames(7);
            var made = 0;
            foreach (var (name, percent, options) in Files)
            {
                var file = Path.Combine(desk, name + ".csv");
                var rows = count * percent / 100;
                await WriteAsync(file, names, made, rows);
                made += rows;
                var took = Stopwatch.StartNew();
                await VerbAsync(data, ["import", file, .. options]);
                Console.WriteLine($"import {name}: {rows} rows in {took.Elapsed.TotalSeconds:F0} s, {rows / took.Elapsed.TotalSeconds:F0} rows/s");
            }
        }
        finally
        {
            Directory.Delete(desk, recursive: true);
        }
    }

    public static string MailOf(int number) => $"p{number}@kandidaat{number % 97}.example";

    public static string PhoneOf(int number) => $"0400{100_000 + number:000000}";

    public static bool HasPhone(int number) => number < 890_000 && number % 3 > 0;

    /// <summary>An address that somebody said no with and that nobody on record has.</summary>
    public static string SuppressedNobody(int number) => $"niemand{number}@brievenbus.example";

    // Of every fortieth person, recorded once they are there, and of people who are not.
    private static async Task<string> SuppressionsAsync(string desk, int count)
    {
        var file = Path.Combine(desk, "suppressions.txt");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, count / 500).Select(SuppressedNobody));
        return file;
    }

    private static async Task WriteAsync(string file, InventedNames names, int first, int rows)
    {
        await using var csv = new StreamWriter(file, append: false, Encoding.UTF8);
        await csv.WriteLineAsync("Voornaam;Familienaam;E-mail;GSM;Bedrijf;Taal");
        for (var i = first; i < first + rows; i++)
        {
            await csv.WriteLineAsync(string.Join(';', names.Given, names.Family, MailOf(i), HasPhone(i) ? PhoneOf(i) : "", i % 2 == 0 ? names.Company : "", Languages[i % Languages.Length]));
        }
    }

    private static async Task WithoutIndexAsync(string data)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "registry.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """DROP TRIGGER "People_search_insert"; DROP TRIGGER "People_search_update"; DROP TRIGGER "People_search_delete";""";
        await command.ExecuteNonQueryAsync();
    }

    public static ProcessStartInfo Program(string data, params IEnumerable<string> arguments) =>
        new(Path.Combine(AppContext.BaseDirectory, "ConsentRegistry.Web"), [.. arguments, "--data", data]) { WorkingDirectory = AppContext.BaseDirectory };

    private static async Task VerbAsync(string data, params string[] arguments)
    {
        using var process = Process.Start(Program(data, arguments))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"'{arguments[0]}' ended with {process.ExitCode}."));
        }
    }
}
