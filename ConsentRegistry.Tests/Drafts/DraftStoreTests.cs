using ConsentRegistry.Core.Drafts;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Drafts;

public sealed class DraftStoreTests : IAsyncLifetime
{
    private static readonly DraftKey Log = new("ada", "quick-log", Guid.Empty);

    private TestRegistry registry = null!;

    private DraftStore Drafts => registry.Get<DraftStore>();

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task What_was_typed_last_is_there_after_a_restart()
    {
        await Drafts.KeepAsync(Log, "An");
        await Drafts.KeepAsync(Log, "An Peeters");
        await registry.ReopenAsync();

        Assert.Equal(new KeptDraft("An Peeters", registry.Clock.Now), await Drafts.FindAsync(Log));
    }

    [Fact]
    public async Task Each_colleague_and_each_form_has_its_own()
    {
        await Drafts.KeepAsync(Log, "An Peeters");

        Assert.Null(await Drafts.FindAsync(Log with { Operator = "bram" }));
        Assert.Null(await Drafts.FindAsync(Log with { Form = "opt-in" }));
        Assert.Null(await Drafts.FindAsync(Log with { Subject = Guid.CreateVersion7(registry.Clock.Now) }));
        Assert.Equal([Log], (await Drafts.ListAsync("ada")).Select(row => row.Key));
        Assert.Empty(await Drafts.ListAsync("bram"));
    }

    [Fact]
    public async Task What_was_sent_or_thrown_away_is_gone()
    {
        await Drafts.KeepAsync(Log, "An Peeters");
        await Drafts.DiscardAsync(Log);

        Assert.Null(await Drafts.FindAsync(Log));
    }

    [Fact]
    public async Task Whoever_asks_is_given_all_that_was_kept_before_though_it_is_not_written_yet()
    {
        Task[] asked = [.. Enumerable.Range(1, 20).Select(length => Drafts.KeepAsync(Log, new string('x', length)))];

        Assert.Equal(20, (await Drafts.FindAsync(Log))?.Content.Length);
        await Task.WhenAll(asked);
        Assert.Equal(20, (await Drafts.FindAsync(Log))?.Content.Length);
    }

    [Fact]
    public async Task What_is_thrown_away_stays_away_though_something_before_it_is_not_written_yet()
    {
        var kept = Drafts.KeepAsync(Log, "An Peeters");
        var discarded = Drafts.DiscardAsync(Log);

        Assert.Null(await Drafts.FindAsync(Log));
        await Task.WhenAll(kept, discarded);
        Assert.Null(await Drafts.FindAsync(Log));
    }

    [Fact]
    public async Task A_draft_ends_after_seven_days_and_not_before()
    {
        await Drafts.KeepAsync(Log, "An Peeters");

        registry.Clock.Advance(DraftStore.Kept);
        await Drafts.DeleteOverdueAsync();
        Assert.NotNull(await Drafts.FindAsync(Log));

        registry.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Drafts.FindAsync(Log));
        Assert.Empty(await Drafts.ListAsync("ada"));
        await Drafts.DeleteOverdueAsync();
        await using var database = registry.Database();
        Assert.Empty(database.Set<Draft>());
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_in_the_file()
    {
        await Drafts.KeepAsync(Log, "Zonderlinghe");
        await registry.CloseAsync();

        foreach (var file in Directory.EnumerateFiles(registry.Folder, "registry.db*"))
        {
            Assert.DoesNotContain("Zonderlinghe", System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        }

        await registry.StartAsync();
    }

    [Fact]
    public async Task Changed_bytes_open_the_form_empty()
    {
        await Drafts.KeepAsync(Log, "An Peeters");
        await registry.CloseAsync();
        TamperedDatabase.Change(Path.Combine(registry.Folder, "registry.db"), "UPDATE Drafts SET ProtectedContent = x'0102'", withTriggers: false);
        await registry.StartAsync();

        Assert.Null(await Drafts.FindAsync(Log));
    }

    [Fact]
    public async Task An_erasure_takes_what_was_half_typed_about_the_person()
    {
        var person = await registry.CandidateAsync("an@voorbeeld.example");
        var about = new DraftKey("ada", "opt-in", person);
        await Drafts.KeepAsync(about, "belde over An");
        await Drafts.KeepAsync(Log, "iemand anders");
        await Drafts.KeepAsync(Log with { Operator = "bram" }, """{"Email":"AN@voorbeeld.example"}""");
        await Drafts.KeepAsync(Log with { Operator = "cis" }, $$"""{"Known":"{{person}}"}""");

        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(person, TestRegistry.By, EntryPoint.Screen)).IsDone);

        Assert.Null(await Drafts.FindAsync(about));
        Assert.NotNull(await Drafts.FindAsync(Log));
        Assert.Null(await Drafts.FindAsync(Log with { Operator = "bram" }));
        Assert.Null(await Drafts.FindAsync(Log with { Operator = "cis" }));
    }
}
