using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Suppressions;

/// <summary>A line inside the journal that is not as it was written: the registry opens, all that reads holds, sending is locked, and there is a way out.</summary>
public sealed class DamagedJournalTests : IAsyncLifetime
{
    private TestRegistry registry = null!;
    private OlderDatabase empty = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Journal => Path.Combine(registry.Folder, "journal", OptOutJournal.FileName);

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        empty = await OlderDatabase.TakeAsync(registry);
        for (var each = 1; each <= 3; each++)
        {
            await registry.OptOutAsync(AddressOf(each));
        }
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [InlineData(1, "changed", "cannot be read")]
    [InlineData(2, "changed", "cannot be read")]
    [InlineData(3, "changed", "cannot be read")]
    [InlineData(2, "shortened", "cannot be read")]
    [InlineData(1, "removed", "is missing")]
    [InlineData(2, "removed", "is missing")]
    public async Task The_line_is_named_and_repaired_from_the_database(int line, string how, string problem)
    {
        var before = await File.ReadAllLinesAsync(Journal, Cancel);
        await DamageAsync(line, how);

        Assert.Equal([SendingLock.JournalDamaged], registry.Get<SendingLock>().Reasons);
        Assert.Contains(new VerifyFinding("journal", line, $"the line {problem}: run \"repair-journal\""), (await registry.Get<VerifyLedger>().ExecuteAsync(cancellation: Cancel)).Findings);
        Assert.Equal(Refusal.JournalDamaged, (await registry.Get<SendingLock>().ReleaseAsync("seen", TestRegistry.By, Cancel)).Refusal);

        var repair = await registry.Get<RepairJournal>().ExecuteAsync(TestRegistry.By, Cancel);

        Assert.Equal([line], repair.FromDatabase);
        Assert.Empty(repair.Lost);
        Assert.Equal(3, repair.Lines);
        var after = await File.ReadAllLinesAsync(Journal, Cancel);
        Assert.Equal(before.Where((_, i) => i != line - 1), after.Where((_, i) => i != line - 1));
        await ReleasedAndSoundAsync();
        await AllAreBarredAsync();
    }

    [Fact]
    public async Task Lines_before_and_after_the_damage_bar_also_in_a_database_that_has_seen_none_of_them()
    {
        await empty.PutBackAsync();
        await DamageAsync(2, "changed");

        Assert.Contains(SendingLock.JournalDamaged, registry.Get<SendingLock>().Reasons);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(AddressOf(1))).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(AddressOf(3))).Code);
        await registry.OptOutAsync(AddressOf(4));

        var repair = await registry.Get<RepairJournal>().ExecuteAsync(TestRegistry.By, Cancel);

        Assert.Equal([2], repair.Lost);
        Assert.Equal(4, repair.Lines);
        Assert.Equal(JournalKind.Lost, registry.Get<OptOutJournal>().After(1).First().Kind);
        await ReleasedAndSoundAsync();
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(AddressOf(4))).Code);
    }

    [Fact]
    public async Task Two_lines_run_together_are_two_lines_to_repair_and_an_empty_one_is_none()
    {
        await registry.CloseAsync();
        var lines = await File.ReadAllLinesAsync(Journal, Cancel);
        await File.WriteAllTextAsync(Journal, $"{lines[0]}{lines[1]}\n\n{lines[2]}\n", Cancel);
        await registry.StartAsync();

        var repair = await registry.Get<RepairJournal>().ExecuteAsync(TestRegistry.By, Cancel);

        Assert.Equal([1L, 2L], repair.FromDatabase);
        Assert.Equal(lines[2], (await File.ReadAllLinesAsync(Journal, Cancel))[2]);
        await ReleasedAndSoundAsync();
    }

    [Fact]
    public async Task A_line_that_is_whole_and_says_what_nobody_understands_locks_sending_and_is_no_dead_end()
    {
        await registry.CloseAsync();
        var line = new JournalLine { Number = 4, Act = Guid.CreateVersion7(registry.Clock.Now) }.ToText();
        // Whole by its checksum, as a later version or a hand may have written it.
        await File.AppendAllTextAsync(Journal, Rewritten(line, "\"until\":\"2030\"") + "\n", Cancel);
        await registry.StartAsync();

        Assert.Equal([SendingLock.JournalDamaged], registry.Get<SendingLock>().Reasons);
        await registry.ReopenAsync();
        Assert.Equal(Refusal.JournalDamaged, (await registry.Get<SendingLock>().ReleaseAsync("seen", TestRegistry.By, Cancel)).Refusal);
        Assert.Equal([4L], (await registry.Get<RepairJournal>().ExecuteAsync(TestRegistry.By, Cancel)).Lost);
        await ReleasedAndSoundAsync();
    }

    [Fact]
    public async Task A_whole_journal_needs_no_repair()
    {
        var before = await File.ReadAllBytesAsync(Journal, Cancel);

        Assert.True((await registry.Get<RepairJournal>().ExecuteAsync(TestRegistry.By, Cancel)).IsNothing);

        Assert.Equal(before, await File.ReadAllBytesAsync(Journal, Cancel));
        Assert.Empty(registry.Get<SendingLock>().Reasons);
    }

    /// <summary>Puts a member into a line and makes its checksum fit.</summary>
    private static string Rewritten(string line, string member)
    {
        var body = line[..line.LastIndexOf(",\"sum\":", StringComparison.Ordinal)] + "," + member;
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)).AsSpan(0, 8));
        return $"{body},\"sum\":\"{sum}\"}}";
    }

    private static string AddressOf(int each) => $"an{each}@voorbeeld.example";

    private async Task DamageAsync(int line, string how)
    {
        await registry.CloseAsync();
        var lines = (await File.ReadAllLinesAsync(Journal, Cancel)).ToList();
        var text = lines[line - 1];
        if (how == "removed")
        {
            lines.RemoveAt(line - 1);
        }
        else
        {
            lines[line - 1] = how == "shortened" ? text[..40] + text[60..] : text.Replace("\"kind\":\"Bar\"", "\"kind\":\"Ban\"", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Journal, string.Concat(lines.Select(each => each + "\n")), Cancel);
        await registry.StartAsync();
    }

    private async Task ReleasedAndSoundAsync()
    {
        Assert.Contains(SendingLock.JournalDamaged, registry.Get<SendingLock>().Reasons);
        Assert.True((await registry.Get<SendingLock>().ReleaseAsync("gone through the mailbox", TestRegistry.By, Cancel)).IsDone);
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync(cancellation: Cancel)).Findings);
        await registry.ReopenAsync();
        Assert.Empty(registry.Get<SendingLock>().Reasons);
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync(cancellation: Cancel)).Findings);
    }

    private async Task AllAreBarredAsync()
    {
        for (var each = 1; each <= 3; each++)
        {
            Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(AddressOf(each))).Code);
        }
    }
}
