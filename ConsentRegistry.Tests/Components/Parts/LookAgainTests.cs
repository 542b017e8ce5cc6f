using System.Threading.Channels;
using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Parts;

namespace ConsentRegistry.Tests.Components.Parts;

public sealed class LookAgainTests : PersonDialogTest
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Channel<int> looks = Channel.CreateUnbounded<int>();
    private int count;

    [Fact]
    public async Task A_look_that_fails_is_not_the_last_one()
    {
        Render<LookAgain>(each => each.Add(p => p.Every, Every).Add(p => p.Look, () =>
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
        Render<LookAgain>(each => each.Add(p => p.Every, Every).Add(p => p.Look, () => { looks.Writer.TryWrite(++count); }));
        Clock.Advance(Every);
        Assert.Equal(1, await NextAsync());

        await DisposeComponentsAsync();
        Clock.Advance(Every);
        await Renderer.Dispatcher.InvokeAsync(() => { });

        Assert.Equal(1, count);
    }

    private async Task<int> NextAsync() => await looks.Reader.ReadAsync(Xunit.TestContext.Current.CancellationToken).AsTask().WaitAsync(DefaultWaitTimeout, Xunit.TestContext.Current.CancellationToken);
}
