using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Shared.Parts;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Shared.Parts;

public sealed class ActButtonTests : DialogTest
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int acts;

    [Fact]
    public void While_it_acts_it_says_so_keeps_the_focus_and_is_heard_no_second_time()
    {
        var button = Make();
        Assert.False(button.Find("button").HasAttribute("aria-busy"));

        button.Find("button").Click();
        button.WaitForAssertion(() => Assert.Equal("true", button.Find("button").GetAttribute("aria-busy")));
        Assert.Single(button.FindAll(".busy"));
        Assert.False(button.Find("button").HasAttribute("disabled"));
        button.Find("button").Click();
        Assert.Equal(1, acts);

        done.SetResult();
        button.WaitForAssertion(() => Assert.False(button.Find("button").HasAttribute("aria-busy")));
        button.Find("button").Click();
        Assert.Equal(2, acts);
        Assert.Equal("run", button.Find("button").GetAttribute("data-act"));
    }

    private IRenderedComponent<ActButton> Make() => Render<ActButton>(each => each
        .Add(p => p.OnClick, () =>
        {
            acts++;
            return done.Task;
        })
        .Add(p => p.StartIcon, Icons.Material.Outlined.PlayArrow)
        .AddUnmatched("data-act", "run")
        .AddChildContent("Run"));
}
