using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>From a damaged journal back to sending with nothing but the verbs.</summary>
public sealed class RepairJournalVerbTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    private string Data => Path.Combine(place.Path, "data");

    private string Copies => Path.Combine(place.Path, "copies");

    private string Journal => Path.Combine(Data, "journal", OptOutJournal.FileName);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Verify_names_the_line_repair_fills_it_the_release_unlocks_and_verify_is_clean()
    {
        await OptOutAsync("an", "bea", "cem");
        await DamageAsync(2);

        Assert.Contains("journal row 2: the line cannot be read: run \"repair-journal\"\n", await RunAsync(1, "verify"), StringComparison.Ordinal);
        Assert.Contains("Sending is locked, nothing is handed over: lines of the opt-out journal", await RunAsync(0, "check bea@voorbeeld.example --kind EventInvitation"), StringComparison.Ordinal);
        Assert.Equal("The opt-out journal is damaged: run \"repair-journal\" first.\n", await RunAsync(1, "unlock-sending --reason Nagekeken"));

        var repaired = await RunAsync(0, "repair-journal");

        Assert.StartsWith(
            "The opt-out journal has 3 lines: 0 of them come from copies, 1 from the database, 0 could not be saved; 0 acts were added at the end.\nLine 2 comes from the database.\n",
            repaired,
            StringComparison.Ordinal);
        Assert.Contains("the privacy officer releases it", repaired, StringComparison.Ordinal);
        Assert.StartsWith("Sending is released.\n", await RunAsync(0, "unlock-sending --reason Nagekeken"), StringComparison.Ordinal);
        await RunAsync(0, "verify");
        Assert.Equal("The opt-out journal is whole, 3 lines: there is nothing to repair.\n", await RunAsync(0, "repair-journal"));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Journal)!, "*.damaged-*"));
    }

    [Fact]
    public async Task A_line_comes_from_a_copy_where_there_is_one()
    {
        var copies = $" --Journal:Copies:0 {Copies}";
        await OptOutWithAsync(copies, "an", "bea", "cem");
        var whole = await File.ReadAllTextAsync(Journal, Cancel);
        await DamageAsync(1);

        Assert.Contains("journal row 1: the line cannot be read", await RunAsync(1, "verify" + copies), StringComparison.Ordinal);
        Assert.Contains("\"fromCopies\":[1],\"fromDatabase\":[],\"lost\":[]", await RunAsync(0, "repair-journal --json" + copies), StringComparison.Ordinal);

        Assert.Equal(whole, await File.ReadAllTextAsync(Journal, Cancel));
        Assert.Equal(whole, await File.ReadAllTextAsync(Path.Combine(Copies, OptOutJournal.FileName), Cancel));
    }

    [Fact]
    public async Task A_damaged_copy_is_made_like_the_whole_journal()
    {
        var copies = $" --Journal:Copies:0 {Copies}";
        await OptOutWithAsync(copies, "an", "bea");
        var whole = await File.ReadAllTextAsync(Journal, Cancel);
        await File.WriteAllTextAsync(Path.Combine(Copies, OptOutJournal.FileName), "something else\n", Cancel);

        Assert.Contains($"the copy {Path.Combine(Copies, OptOutJournal.FileName)} tells something else", await RunAsync(1, "verify" + copies), StringComparison.Ordinal);
        await RunAsync(0, "repair-journal" + copies);

        Assert.Equal(whole, await File.ReadAllTextAsync(Path.Combine(Copies, OptOutJournal.FileName), Cancel));
    }

    [Fact]
    public async Task What_neither_copy_nor_database_knows_is_named_and_ends_with_1()
    {
        await OptOutAsync("an", "bea");
        await DamageAsync(2);
        foreach (var file in Directory.GetFiles(Data, "registry.db*"))
        {
            File.Delete(file);
        }

        // No copy of the database either: it begins anew with the journal.
        await File.WriteAllBytesAsync(Path.Combine(Data, "registry.db"), [], Cancel);

        Assert.Contains("Line 2 could not be saved: the opt-out, erasure or correction that stood in it must be entered again.\n", await RunAsync(1, "repair-journal"), StringComparison.Ordinal);
        Assert.StartsWith("Sending is released.\n", await RunAsync(0, "unlock-sending --reason Nagekeken"), StringComparison.Ordinal);
        Assert.StartsWith("Block OptedOutAll", await RunAsync(0, "check an@voorbeeld.example --kind EventInvitation"), StringComparison.Ordinal);
    }

    private Task OptOutAsync(params string[] names) => OptOutWithAsync(string.Empty, names);

    private async Task OptOutWithAsync(string settings, params string[] names)
    {
        foreach (var name in names)
        {
            await RunAsync(0, $"optout {name}@voorbeeld.example{settings}");
        }
    }

    private async Task DamageAsync(int line)
    {
        var lines = await File.ReadAllLinesAsync(Journal, Cancel);
        lines[line - 1] = lines[line - 1].Replace("\"kind\":\"Bar\"", "\"kind\":\"Ban\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Journal, string.Concat(lines.Select(each => each + "\n")), Cancel);
    }

    /// <returns>What the verb printed, or its refusal.</returns>
    private async Task<string> RunAsync(int exit, string line)
    {
        using var caller = new Caller(directory: place.Path);
        var ended = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync(line.Split(' '), caller.Console, Cancel);
        OpenDatabases.Close(place.Path);
        Assert.True(ended == exit, $"{line} ended with {ended}: {caller.Output} {caller.Error}");
        return caller.Output.Length > 0 ? caller.Output : caller.Error;
    }
}
