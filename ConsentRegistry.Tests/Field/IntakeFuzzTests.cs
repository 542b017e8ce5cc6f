using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Tests.Imports;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Field;

/// <summary>
/// Damaged files: whatever is done to a file, reading it ends, by a refusal or with every row accounted for. <c>CONSENT_FUZZED_FILES</c> sets how many,
/// <c>CONSENT_RANDOM_SEED</c> others.
/// </summary>
public sealed class IntakeFuzzTests : IAsyncLifetime
{
    private static readonly int Files = Chance.Number("CONSENT_FUZZED_FILES", 500);

    private static readonly string[] Injected =
    [
        "\"", "\"\"", "\0", "\n", "\r", "\r\n", ";", ",", "\t", "|", "'", "\uFFFE", "\uFDD0", "\uFEFF", "\u200B", "\u2028", "@", "<", ">", "(", ":::", "{", "[", "}", "=\"", "\\", "\\\"", "\u0001", "sep=;\n", "%", "*@", "=1+1", "é", "😀",
    ];

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task No_damage_to_a_file_does_more_than_to_have_it_or_some_rows_refused()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Samples");
        List<byte[]> whole = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length < 200_000).Select(File.ReadAllBytes)];
        var random = new Random(Chance.Seed);
        for (var number = 1; number <= Files; number++)
        {
            var bytes = whole[random.Next(whole.Count)];
            for (var harm = 1 + random.Next(4); harm > 0; harm--)
            {
                bytes = Harmed(bytes, random);
            }

            try
            {
                await HoldsAsync(bytes);
            }
            catch (Exception e)
            {
                var kept = Path.Combine(Path.GetTempPath(), $"intake-{Chance.Seed}-{number}.bin");
                await File.WriteAllBytesAsync(kept, bytes);
                Assert.Fail($"Seed {Chance.Seed}, file {number}, kept as {kept}: {e}");
            }
        }
    }

    // One cell of one row: the rows around it must read as before, and the file must not be stopped.
    [Fact]
    public void No_cell_of_a_row_harms_another_row()
    {
        var random = new Random(Chance.Seed);
        string[] harms =
        [
            .. Injected.Where(each => !each.Contains('"', StringComparison.Ordinal) && each.AsSpan().IndexOfAny("\r\n") < 0), "\"x", "x\"", "\"x\"y", new string('x', 40_000), string.Concat(Enumerable.Repeat("a@b.example;", 3_000)),
            new string('\0', 300), new string('@', 500), new string('9', 1_000), new string('(', 500), string.Concat(Enumerable.Repeat("<a", 400)), "\uD800", "x\uDC00", "a\u0301\u0301@b.example", "=HYPERLINK(\"x\")", "1e308", "99999999999999999999", "2024-99-99", "31/02/2024",
        ];
        foreach (var harm in harms)
        {
            var column = random.Next(4);
            string[] cells = ["Els", "els@post.example.org", "0475123458", "nee"];
            cells[column] = harm;
            var text = $"Naam|E-mail|Gsm|Uitgeschreven\nAn|an@post.example.org|0475123456|ja\n{string.Join('|', cells)}\nJan|jan@post.example.org|0475123457|\nZoë|zoe@post.example.org||nee\n";
            var read = ReadFile.From([0xFF, 0xFE, .. text.SelectMany(unit => new[] { (byte)unit, (byte)(unit >> 8) })]);
            Assert.True(read.File.Error is null, harm);
            Assert.Equal(4, read.Rows.Count + read.Rejected.Count);
            Assert.Equal(
                ["an@post.example.org no", "jan@post.example.org nothing", "zoe@post.example.org nothing"],
                read.Rows.Where(row => row.Line != 3).Select(row => $"{row.Email} {FieldFiles.WordOf(row.Statements)}"));
        }
    }

    private async Task HoldsAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var preview = await registry.Get<PreviewImport>().ExecuteAsync(stream, new NewImport("fuzz.csv"), Stream.Null);
        if (preview.Value is { } summary)
        {
            Assert.Equal(RecordsOf(bytes), summary.Outcomes.Total);
            Assert.NotNull(summary.ToJson());
        }

        stream.Position = 0;
        var split = await registry.Get<ListScrub>().ExecuteAsync(stream, new NewScrub(), Stream.Null, Stream.Null);
        if (split.Value is { } result)
        {
            Assert.Equal(result.Rows, result.Allowed + result.Blocked + result.Unreadable);
        }

        stream.Position = 0;
        var list = SuppressionFile.Open(stream);
        if (list.Value is { } opened)
        {
            using (opened)
            {
                await foreach (var line in opened.Lines())
                {
                    Assert.True(line.Address is null != line.NotTaken is null, $"line {line.Line}");
                }
            }
        }
    }

    private static int RecordsOf(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var records = ImportFile.Open(stream).OpenRecords();
        var count = 0;
        while (records?.MoveNext() == true)
        {
            count++;
        }

        return count;
    }

    private static byte[] Harmed(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        var length = random.Next(1 + Math.Min(400, bytes.Length - at));
        return random.Next(10) switch
        {
            0 => Flipped(bytes, random),
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..(at + length)], .. bytes[at..]],
            3 => bytes[..at],
            4 => [.. bytes[..at], .. new byte[1 + random.Next(50)], .. bytes[at..]],
            5 => [.. bytes[..at], .. Enumerable.Repeat((byte)random.Next(32, 127), random.Next(random.Next(20) == 0 ? 70_000 : 300)), .. bytes[at..]],
            6 => Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(bytes)),
            7 => [.. IntakeWords.One(random, [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], new byte[] { 0xFE, 0xFF }]), .. bytes],
            _ => [.. bytes[..at], .. Encoding.UTF8.GetBytes(IntakeWords.One(random, Injected)), .. bytes[at..]],
        };
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        for (var times = Math.Min(bytes.Length, 1 + random.Next(20)); times > 0; times--)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }
}
