using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Tests.Components.Shared.Parts;

public sealed class SkeletonTests : DialogTest
{
    [Theory]
    [InlineData(SkeletonShape.Lines, 4, 0, 4)]
    [InlineData(SkeletonShape.Figures, 4, 4, 12)]
    [InlineData(SkeletonShape.Chart, 4, 1, 2)]
    [InlineData(SkeletonShape.Page, 2, 2, 10)]
    public void It_has_the_shape_of_what_comes_and_says_that_it_does(SkeletonShape shape, int count, int cards, int lines)
    {
        var skeleton = Render<Skeleton>(each => each.Add(p => p.Shape, shape).Add(p => p.Count, count));

        Assert.Equal(cards, skeleton.FindAll(".card").Count);
        Assert.Equal(lines, skeleton.FindAll(".mud-skeleton").Count);
        Assert.Equal("Loading…", skeleton.Find("[role=status] .sr-only").TextContent);
    }

    [Fact]
    public void Beside_another_that_says_so_it_is_silent()
    {
        var skeleton = Render<Skeleton>(each => each.Add(p => p.Shape, SkeletonShape.Chart).Add(p => p.Silent, true));

        Assert.Equal("true", skeleton.Find(".skeleton").GetAttribute("aria-hidden"));
        Assert.Empty(skeleton.FindAll("[role=status], .sr-only"));
    }
}
