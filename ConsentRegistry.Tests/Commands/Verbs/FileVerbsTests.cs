using System.Diagnostics;
using System.Text.Json;
using ConsentRegistry.Tests.Commands.Owner;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The verbs that read files: <c>import</c>, <c>scrub</c> and <c>suppress</c> on a folder that no server owns.</summary>
public sealed class FileVerbsTests : FileVerbScene
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_import_stores_what_the_dry_run_said_and_nobody_who_opted_out()
    {
        await DoneAsync("optout jan@voorbeeld.example");

        var dry = JsonDocument.Parse(await DoneAsync("import candidates.csv --dry-run --json")).RootElement;
        Assert.Equal(3, dry.GetProperty("dataRows").GetInt32());
        Assert.Equal((1, 1, 1), CountsOf(dry));
        var real = JsonDocument.Parse(await DoneAsync("import candidates.csv --json --report report.csv")).RootElement;
        Assert.Equal(CountsOf(dry), CountsOf(real));
        Assert.Equal(4, real.GetProperty("rejected")[0].GetProperty("line").GetInt32());
        Assert.Equal(3, (await File.ReadAllLinesAsync(Path.Combine(Place, "report.csv"))).Length - 1);

        Assert.StartsWith("3 rows: 0 created, 0 updated, 1 unchanged, ", await DoneAsync("import candidates.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_rows_are_is_what_the_options_say()
    {
        await DoneAsync("import candidates.csv --relationship CandidateApplied --source AdResponse --moment JobApplication --notice v3 --site Jobs");

        Assert.StartsWith("Allow ContactPermission", await DoneAsync("check an@voorbeeld.example --kind ProjectOffer --offer P-7 --match Java"), StringComparison.Ordinal);
    }

    // No process has that many files open: were these names ever followed, a test must not write into a file of its own process.
    [Theory]
    [InlineData("import empty.csv", 1, "The file was not taken in, nothing was stored: it is empty.")]
    [InlineData("import header.csv --report report.csv", 1, "it has column names and no row.")]
    [InlineData("import nosuch.csv", 1, "there is no such file.")]
    [InlineData("import candidates.csv --profile Nosuch", 1, "There is no import profile with this name.")]
    [InlineData("import candidates.csv --relationship Client --source CvMatch", 1, "A client or supplier does not come from")]
    [InlineData("import candidates.csv --relationship Nosuch", 2, "--relationship: \"Nosuch\" is not one of ")]
    [InlineData("scrub candidates.csv --out a.csv", 2, "Either --kind or --suppression-only is needed, and not both.")]
    [InlineData("scrub candidates.csv --out a.csv --kind ServiceNews --suppression-only", 2, "Either --kind or --suppression-only is needed, and not both.")]
    [InlineData("scrub candidates.csv --out a.csv --offer P-7 --suppression-only", 2, "--offer belongs to --kind.")]
    [InlineData("scrub candidates.csv --out candidates.csv --suppression-only", 2, "must be different files.")]
    [InlineData("scrub candidates.csv --out a.csv --column Nosuch --suppression-only", 1, "The file has no such column, or none with addresses.")]
    [InlineData("scrub empty.csv --out a.csv --blocked b.csv --suppression-only", 1, "The file is empty, or it is not a list")]
    [InlineData("scrub candidates.csv --suppression-only", 2, "--out is missing.")]
    [InlineData("import candidates.csv --report candidates.csv", 2, "must be different files.")]
    [InlineData("import candidates.csv --report folder", 1, "folder cannot be written: it is a folder.")]
    [InlineData("scrub candidates.csv --out folder/nosuch/a.csv --suppression-only", 1, "a.csv cannot be written: there is no such folder.")]
    [InlineData("scrub candidates.csv --out link.txt --suppression-only", 2, "must be different files.")]
    [InlineData("scrub candidates.csv --out a.csv --blocked /dev/full --suppression-only", 1, "/dev/full cannot be written: there is no space left on the disk.")]
    [InlineData("import candidates.csv --report /dev/full", 1, "no space left on the disk. The import itself is done: only its report is missing.")]
    [InlineData("import candidates.csv --report /dev/fd/999999", 1, "/dev/fd/999999 cannot be written: to the process that runs the verb it may be something else.")]
    [InlineData("import candidates.csv --report /proc/self/fd/999999", 1, "Name a file, or write - for standard output.")]
    [InlineData("scrub candidates.csv --out handle.txt --suppression-only", 1, "handle.txt cannot be written: to the process")]
    [InlineData("import /dev/stdin", 1, "/dev/stdin cannot be read: to the process that runs the verb it may be something else. Name a file, or write - for standard input.")]
    [InlineData("suppress /dev/fd/999999", 1, "/dev/fd/999999 cannot be read: to the process")]
    [InlineData("decide handle.txt", 1, "handle.txt cannot be read: to the process")]
    [InlineData("scrub candidates.csv --out data/registry.db --suppression-only", 1, "registry.db cannot be written: it is a file of the registry itself")]
    [InlineData("import candidates.csv --report twin/data/keys/new.csv", 1, "new.csv cannot be written: it is a file of the registry itself")]
    [InlineData("suppress twin/data/registry.lock", 1, "registry.lock cannot be read: it is a file of the registry itself")]
    [InlineData("scrub candidates.csv --out twin/candidates.csv --suppression-only", 2, "must be different files.")]
    [InlineData("scrub candidates.csv --out twin/./a.csv --blocked a.csv --suppression-only", 2, "must be different files.")]
    [InlineData("scrub candidates.csv --out - --blocked /dev/stdout --suppression-only", 2, "must be different files.")]
    [InlineData("import circle.txt", 1, "circle.txt cannot be read: ")]
    public async Task What_cannot_be_done_is_said_and_writes_no_file(string line, int exit, string sentence)
    {
        await File.WriteAllTextAsync(Path.Combine(Place, "empty.csv"), "");
        await File.WriteAllTextAsync(Path.Combine(Place, "header.csv"), "Naam;E-mail\n");
        Directory.CreateDirectory(Path.Combine(Place, "folder"));
        File.CreateSymbolicLink(Path.Combine(Place, "link.txt"), Path.Combine(Place, "candidates.csv"));
        File.CreateSymbolicLink(Path.Combine(Place, "handle.txt"), "/dev/fd/999999");
        File.CreateSymbolicLink(Path.Combine(Place, "circle.txt"), "circle.txt");
        Directory.CreateSymbolicLink(Path.Combine(Place, "twin"), "folder/..");
        await RunAsync("optout jan@voorbeeld.example");

        var refused = await RunAsync(line);

        Assert.Equal((exit, ""), (refused.Exit, refused.Output));
        Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
        Assert.Equal(["candidates.csv", "empty.csv", "header.csv"], Directory.GetFiles(Place, "*.csv*").Select(Path.GetFileName).Order());
        Assert.Equal(Candidates, await File.ReadAllTextAsync(Path.Combine(Place, "candidates.csv")));
    }

    [Fact]
    public async Task A_file_that_is_none_is_told_of_as_an_object_too()
    {
        await File.WriteAllTextAsync(Path.Combine(Place, "empty.csv"), "");

        var refused = await RunAsync("import empty.csv --json");

        Assert.Equal(1, refused.Exit);
        Assert.Equal("Empty", JsonDocument.Parse(refused.Output).RootElement.GetProperty("fileError").GetString());
    }

    [Fact]
    public async Task A_list_is_split_byte_for_byte_by_the_suppression_list()
    {
        await DoneAsync("suppress candidates.csv --reason Objection --json");
        await File.WriteAllTextAsync(Path.Combine(Place, "list.csv"), "E-mail,Naam\r\nJAN@voorbeeld.example,\"Maes, Jan\"\r\nlies@voorbeeld.example,Lies\r\nniets,Niets\r\n");

        Assert.StartsWith(
            "{\"rows\":3,\"allowed\":1,\"blocked\":1,\"unreadable\":1,\"byCode\":{\"Objected\":1},\"seconds\":",
            await DoneAsync("scrub list.csv --out allowed.csv --blocked blocked.csv --suppression-only --json"), StringComparison.Ordinal);
        Assert.Equal("E-mail,Naam\r\nlies@voorbeeld.example,Lies\r\n", await File.ReadAllTextAsync(Path.Combine(Place, "allowed.csv")));
        Assert.Equal("E-mail,Naam,verdict_code\r\nJAN@voorbeeld.example,\"Maes, Jan\",Objected\r\n", await File.ReadAllTextAsync(Path.Combine(Place, "blocked.csv")));
        Assert.EndsWith("Objected: 1\nUnreadable lines: 4.\n", await DoneAsync("scrub list.csv --out allowed.csv --suppression-only"), StringComparison.Ordinal);
        Assert.EndsWith(",\"unreadableLines\":[4]}\n", await DoneAsync("scrub list.csv --out allowed.csv --suppression-only --json"), StringComparison.Ordinal);
        Assert.StartsWith("3 rows: 1 not suppressed, 1 blocked, 1 unreadable", await DoneAsync("scrub list.csv --out allowed.csv --suppression-only"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_kind_a_list_is_split_by_the_gate()
    {
        await DoneAsync("import candidates.csv --relationship CandidateApplied --source AdResponse --moment JobApplication --notice v3");

        Assert.Equal(
            "3 rows: 2 allowed, 0 blocked, 1 unreadable (in neither file).\nContactPermission: 2\nUnreadable lines: 4.\n",
            await DoneAsync("scrub candidates.csv --out allowed.csv --kind ProjectOffer --offer P-7 --match Java"));
        Assert.StartsWith("3 rows: 0 allowed, 2 blocked", await DoneAsync("scrub candidates.csv --out allowed.csv --kind ProjectOffer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_unreadable_lines_the_first_are_named()
    {
        await File.WriteAllLinesAsync(Path.Combine(Place, "list.csv"), ["E-mail", "an@voorbeeld.example", .. Enumerable.Repeat("niets", 25)]);

        Assert.EndsWith(
            "Unreadable lines: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 and 5 more.\n",
            await DoneAsync("scrub list.csv --out allowed.csv --suppression-only"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_were_left_out_are_named_with_line_and_reason()
    {
        await File.WriteAllTextAsync(Path.Combine(Place, "candidates.csv"), "Naam;E-mail;Telefoon\nAn;an@voorbeeld.example;12\nJan;jan@voorbeeld.example;0475123456\n");

        Assert.EndsWith("Warnings: 1. These rows are imported without the value of that field.\nLine 2, phone: InvalidPhone.\n", await DoneAsync("import candidates.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_Dutch_gets_a_report_that_a_spreadsheet_opens()
    {
        await DoneAsync("import candidates.csv --report report.csv");
        Assert.StartsWith("line,outcome,", await File.ReadAllTextAsync(Path.Combine(Place, "report.csv")), StringComparison.Ordinal);

        Assert.Equal((0, ""), await RunInAsync("nl-BE", "import candidates.csv --dry-run --report report.csv"));

        Assert.StartsWith("line;outcome;", await File.ReadAllTextAsync(Path.Combine(Place, "report.csv")), StringComparison.Ordinal);
        Assert.Equal((0, ""), await RunInAsync("fr-BE", "import candidates.csv --dry-run --report report.csv --names display"));
        var readable = await File.ReadAllTextAsync(Path.Combine(Place, "report.csv"));
        Assert.StartsWith("Ligne;Résultat;", readable, StringComparison.Ordinal);
        Assert.Contains("\r\n4;Rejected;L’adresse e-mail ne peut pas exister, et il n’y a pas de numéro.;\r\n", readable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Allowed_rows_go_to_standard_output_byte_for_byte_wherever_the_verb_runs(bool elsewhere)
    {
        await using var owner = elsewhere ? await OwnerElsewhere.OfAsync(Path.Combine(Place, "data")) : null;
        await File.WriteAllBytesAsync(Path.Combine(Place, "list.csv"), [.. "E-mail;Naam\r\nan@voorbeeld.example;Ren"u8, 0xE9, .. "e\r\n"u8]);
        using var caller = new Caller(directory: Place);

        Assert.Equal(0, await RunAsync(caller, "scrub list.csv --out - --suppression-only"));

        Assert.Equal([.. "E-mail;Naam\r\nan@voorbeeld.example;Ren"u8, 0xE9, .. "e\r\n"u8], caller.Bytes);
        Assert.StartsWith("1 rows: 1 not suppressed", WithoutNotice(caller.Error), StringComparison.Ordinal);
    }

    public static TheoryData<string> VerbsThatBegin => ["import candidates.csv", "suppress candidates.csv", "optout an@voorbeeld.example", "user add ada@imalink.example Ada --role Administrator"];

    public static TheoryData<string> VerbsThatDoNot =>
    [
        "verify", "verify --json", "doubts", "check an@voorbeeld.example --kind ProjectOffer", "campaign status", "campaign start Java", "scrub candidates.csv --out allowed.csv --suppression-only",
        "erase an@voorbeeld.example", "merge an@voorbeeld.example jan@voorbeeld.example", "edit an@voorbeeld.example city=Gent", "rotate-key", "unlock-sending --reason Test", "user disable ada@imalink.example",
    ];

    [Theory]
    [MemberData(nameof(VerbsThatBegin))]
    public async Task A_verb_that_writes_begins_a_registry_where_there_is_none(string line)
    {
        Directory.Delete(Data, recursive: true);

        await DoneAsync(line);

        Assert.True(File.Exists(Path.Combine(Data, "registry.db")));
    }

    [Theory]
    [MemberData(nameof(VerbsThatDoNot))]
    public async Task Any_other_verb_says_that_there_is_no_registry_and_makes_none(string line)
    {
        Directory.Delete(Data, recursive: true);
        var sentence = $"There is no registry in {Data}; name the folder of one with --data DIR, or begin one with 'serve', 'import', 'suppress' or 'demo'.\n";

        Assert.Equal((1, "", sentence), await RunAsync(line));
        Assert.False(Directory.Exists(Data));

        // A folder with other things in it.
        Directory.CreateDirectory(Path.Combine(Data, "holidays"));
        Assert.Equal((1, "", sentence), await RunAsync(line));
        Assert.Equal(["holidays"], Directory.EnumerateFileSystemEntries(Data).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_killed_start_left_is_a_registry_and_the_verb_says_that_it_was_empty_once()
    {
        using var first = new Caller(directory: Place);
        using var second = new Caller(directory: Place);

        Assert.Equal(0, await RunAsync(first, "verify"));
        Assert.Equal(0, await RunAsync(second, "verify"));

        Assert.Equal($"There was no database in {Data}: a new, empty registry is made. Another folder is named with --data DIR.\n", first.Error);
        Assert.Equal("", second.Error);
    }

    [Fact]
    public async Task Who_reads_a_named_pipe_gets_the_whole_file()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "mkfifo is missing");
        var pipe = Path.Combine(Place, "pipe");
        using (var making = Process.Start("/usr/bin/mkfifo", pipe))
        {
            await making.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var read = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);
        var written = Task.Run(() => DoneAsync("scrub candidates.csv --out pipe --suppression-only"), TestContext.Current.CancellationToken);

        Assert.Equal("Voornaam;Naam;E-mail\nAn;Peeters;an@voorbeeld.example\nJan;Maes;jan@voorbeeld.example\n", await read.WaitAsync(LongestWait, TestContext.Current.CancellationToken));
        Assert.StartsWith("3 rows: 2 not suppressed", await written.WaitAsync(LongestWait, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static (int Created, int Suppressed, int Rejected) CountsOf(JsonElement summary)
    {
        var outcomes = summary.GetProperty("outcomes");
        return (outcomes.GetProperty("Created").GetInt32(), outcomes.GetProperty("Suppressed").GetInt32(), outcomes.GetProperty("Rejected").GetInt32());
    }
}
