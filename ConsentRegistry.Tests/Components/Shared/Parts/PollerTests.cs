using System.Threading.Channels;
using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Tests.Components.Shared.Parts;

public sealed class PollerTests : PersonDialogTest
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Channel<int> looks = Channel.CreateUnbounded<int>();
    private int count;

    [Fact]
    public async Task A_look_that_fails_is_not_the_last_one()
    {
        Render<Poller>(each => each.Add(p => p.Every, Every).Add(p => p.Look, () =>
        {
            looks.Writer.TryWrite(++count);
            return count == 1 ? throw new IOException("The disk is away.") : Task.CompletedTask;
        }));

        Clock.Advance(Every);
        Assert.Equal(1, await NextAsync());
        Clock.Advance(Every);
        Assert.Equal(2, await NextAsync());
    }

    [Fact]
    public async Task Nobody_looks_once_the_page_is_left()
    {
        Render<Poller>(each => each.Add(p => p.Every, Every).Add(p => p.Look, () => { looks.Writer.TryWrite(++count); }));
        Clock.Advance(Every);
        Assert.Equal(1, await NextAsync());

        await DisposeComponentsAsync();
        Clock.Advance(Every);
        await Renderer.Dispatcher.InvokeAsync(() => { });

        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Nobody_looks_while_the_page_is_hidden_and_then_again()
    {
        var isHidden = JSInterop.SetupModule("/js/hidden.js").Setup<bool>("isHidden").SetResult(true);
        Render<Poller>(each => each.Add(p => p.Every, Every).Add(p => p.Look, () => { looks.Writer.TryWrite(++count); }));

        await Eventually.HoldsAsync(() => Task.FromResult(isHidden.Invocations.Count > 1));
        Assert.Equal(0, count);

        isHidden.SetResult(false);
        Assert.Equal(1, await NextAsync());
    }

    [Fact]
    public async Task A_look_under_way_is_called_off_when_the_page_is_left_and_nobody_hears_of_it()
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Render<Poller>(each => each.Add(p => p.Every, Every).Add(p => p.Look, async (CancellationToken left) =>
        {
            looks.Writer.TryWrite(++count);
            try
            {
                await Task.Delay(Timeout.Infinite, left);
            }
            finally
            {
                ended.SetResult(left.IsCancellationRequested);
            }
        }));
        Clock.Advance(Every);
        Assert.Equal(1, await NextAsync());

        await DisposeComponentsAsync();

        Assert.True(await ended.Task.WaitAsync(DefaultWaitTimeout, Xunit.TestContext.Current.CancellationToken));
        await Renderer.Dispatcher.InvokeAsync(() => { });
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    private async Task<int> NextAsync() => await looks.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken).AsTask().WaitAsync(DefaultWaitTimeout, Xunit.TestContext.Current.CancellationToken);
}
