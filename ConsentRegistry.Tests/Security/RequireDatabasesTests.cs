using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Tests.Security;

/// <summary>A database that is not there, where there was one, is an incident and no fresh start (guarantee 9).</summary>
public sealed class RequireDatabasesTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";

    private TestRegistry registry = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [InlineData("registry.db")]
    [InlineData("audit.db")]
    [InlineData("accounts.db")]
    public async Task A_missing_database_is_named_nothing_is_made_and_put_back_all_is_well(string name)
    {
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var (file, away) = (Path.Combine(registry.Folder, name), Path.Combine(registry.Desk, "away"));
        File.Move(file, away);
        var before = Directory.GetFileSystemEntries(registry.Folder).Order().ToList();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(registry.StartAsync);

        Assert.StartsWith($"{name} is missing from {registry.Folder}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("make an empty file of that name", refused.Message, StringComparison.Ordinal);
        await registry.CloseAsync();
        Assert.Equal(before, Directory.GetFileSystemEntries(registry.Folder).Order());
        File.Move(away, file);
        await registry.StartAsync();
        Assert.Empty(registry.Get<SendingLock>().Reasons);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Fact]
    public async Task A_file_of_the_job_engine_may_be_missing()
    {
        await registry.CloseAsync();
        File.Delete(Path.Combine(registry.Folder, "jobs.db"));

        await registry.StartAsync();

        Assert.Empty(registry.Get<SendingLock>().Reasons);
    }

    [Fact]
    public async Task An_empty_file_in_the_place_of_the_registry_begins_with_the_journal_and_is_locked()
    {
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var file = Path.Combine(registry.Folder, "registry.db");
        File.Delete(file);
        await File.WriteAllBytesAsync(file, [], Cancel);

        await registry.StartAsync();

        Assert.Equal([SendingLock.Restored], registry.Get<SendingLock>().Reasons);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
        await using (var database = registry.Database())
        {
            Assert.Equal(1, await database.LedgerEvents.CountAsync(each => each.Type == LedgerEventType.Restored, Cancel));
        }

        Assert.True((await registry.Get<SendingLock>().ReleaseAsync("begun anew", TestRegistry.By, Cancel)).IsDone);
        Assert.Empty((await registry.Get<VerifyLedger>().ExecuteAsync(cancellation: Cancel)).Findings);
        await registry.ReopenAsync();
        Assert.Empty(registry.Get<SendingLock>().Reasons);
    }

    [Fact]
    public async Task Keys_that_a_refused_start_made_do_not_stand_in_the_way_of_those_that_are_put_back()
    {
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var (keys, away) = (Path.Combine(registry.Folder, "keys"), Path.Combine(registry.Desk, "away"));
        Directory.Move(keys, away);
        foreach (var file in Directory.GetFiles(registry.Folder, "*.db*"))
        {
            File.Delete(file);
        }

        await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync);
        await registry.CloseAsync();
        Directory.Delete(keys, recursive: true);
        Directory.Move(away, keys);
        var before = ContentsOf(keys);

        Assert.StartsWith("registry.db is missing", (await Assert.ThrowsAsync<StartRefusedException>(registry.StartAsync)).Message, StringComparison.Ordinal);
        await registry.CloseAsync();
        Assert.Equal(before, ContentsOf(keys));
    }

    [Fact]
    public async Task Keys_copied_over_those_of_a_killed_start_stay_and_sending_is_locked()
    {
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var keys = Path.Combine(registry.Folder, "keys");
        foreach (var file in Directory.GetFiles(registry.Folder, "*.db*"))
        {
            File.Delete(file);
        }

        // As a start that was killed between making keys and looking at the journal leaves it, with the right keys copied over its own.
        var before = ContentsOf(keys);
        await File.WriteAllTextAsync(Path.Combine(keys, ".incomplete"), "", Cancel);

        await registry.StartAsync();

        Assert.Equal(before, ContentsOf(keys));
        Assert.Contains(SendingLock.Restored, registry.Get<SendingLock>().Reasons);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    private static Dictionary<string, string> ContentsOf(string folder) => Directory.GetFiles(folder).Order().ToDictionary(file => file, File.ReadAllText);

    [Fact]
    public async Task A_first_start_that_was_cut_off_before_its_database_is_no_incident()
    {
        await registry.CloseAsync();
        foreach (var file in Directory.GetFiles(registry.Folder, "*.db*"))
        {
            File.Delete(file);
        }

        File.Delete(Path.Combine(registry.Folder, "journal", CommitMark.FileName));
        await File.WriteAllTextAsync(Path.Combine(registry.Folder, "keys", ".incomplete"), "", Cancel);

        await registry.StartAsync();

        Assert.Empty(registry.Get<SendingLock>().Reasons);
        Assert.False(File.Exists(Path.Combine(registry.Folder, "keys", ".incomplete")));
    }

    [Fact]
    public async Task A_mark_that_another_registry_left_locks_no_new_one_which_counts_on_from_it()
    {
        await registry.CandidateAsync(An);
        await registry.CloseAsync();
        var mark = Path.Combine(registry.Folder, "journal", CommitMark.FileName);
        var before = long.Parse(await File.ReadAllTextAsync(mark, Cancel), System.Globalization.CultureInfo.InvariantCulture);
        foreach (var file in Directory.GetFiles(registry.Folder, "*.db*"))
        {
            File.Delete(file);
        }

        Directory.Delete(Path.Combine(registry.Folder, "keys"), recursive: true);

        await registry.StartAsync();

        Assert.Empty(registry.Get<SendingLock>().Reasons);
        var older = await OlderDatabase.TakeAsync(registry);
        await registry.CandidateAsync(An);
        Assert.True(long.Parse(await File.ReadAllTextAsync(mark, Cancel), System.Globalization.CultureInfo.InvariantCulture) > before);
        // An older database of its own is noticed as ever.
        await older.PutBackAsync();
        await registry.StartAsync();
        Assert.Equal([SendingLock.Restored], registry.Get<SendingLock>().Reasons);
    }
}
