using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Tests.Components.Shared.Parts;

public sealed class LatestRequestTests : IDisposable
{
    private readonly LatestRequest latest = new();
    private readonly List<string> shown = [];

    public void Dispose() => latest.Dispose();

    [Fact]
    public async Task An_older_answer_that_comes_later_is_not_shown()
    {
        var (older, newer) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var first = latest.AskAsync(stop => ShowAsync(older, stop));
        var second = latest.AskAsync(stop => ShowAsync(newer, stop));

        newer.SetResult("page 2");
        await second;
        older.SetResult("page 1");
        await first;

        Assert.Equal(["page 2"], shown);
        Assert.False(latest.IsAwaited);
    }

    [Fact]
    public async Task What_is_under_way_when_the_page_is_left_ends_without_a_word_and_nothing_is_asked_any_more()
    {
        var late = new TaskCompletionSource<string>();
        var first = latest.AskAsync(stop => ShowAsync(late, stop));

        latest.Dispose();
        late.SetResult("page 1");
        await first;
        await latest.AskAsync(stop => ShowAsync(late, stop));

        Assert.Empty(shown);
    }

    [Fact]
    public async Task What_goes_wrong_by_itself_is_told() =>
        await Assert.ThrowsAsync<IOException>(() => latest.AskAsync(_ => throw new IOException("The disk is away.")));

    private async Task ShowAsync(TaskCompletionSource<string> answer, CancellationToken stop)
    {
        var found = await answer.Task;
        stop.ThrowIfCancellationRequested();
        shown.Add(found);
    }
}
