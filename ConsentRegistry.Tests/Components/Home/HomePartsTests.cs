using System.Globalization;
using Bunit;
using ConsentRegistry.Web.Components.Home;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Home;

/// <summary>What the numbers of the start page are drawn with.</summary>
public sealed class HomePartsTests : BunitContext
{
    public HomePartsTests() => Services.AddLocalization();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(10, 2)]
    [InlineData(11, 5)]
    [InlineData(26, 10)]
    [InlineData(1_000, 200)]
    [InlineData(1_001, 500)]
    [InlineData(int.MaxValue, 500_000_000)]
    public void An_axis_has_at_most_six_lines_at_a_step_that_people_count_in(int highest, int step) => Assert.Equal(step, ChartScale.StepTo(highest));

    [Fact]
    public void A_number_of_the_axis_is_written_as_the_reader_writes_numbers()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nl-BE");
        try
        {
            Assert.Equal("1.500", ChartScale.Shown(1500));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("0 5 10", "0,22 50,12 100,2")]
    [InlineData("3 3", "0,12 100,12")]
    [InlineData("0 0", "0,22 100,22")]
    [InlineData("7", "0,12 100,12")]
    public void A_line_goes_from_its_lowest_to_its_highest_point_and_is_level_where_nothing_changed(string points, string line)
    {
        var drawn = Render<Sparkline>(each => each.Add(p => p.Points, [.. points.Split(' ').Select(int.Parse)]));

        Assert.Equal(line, drawn.Find("polyline").GetAttribute("points"));
        Assert.Equal("true", drawn.Find("svg").GetAttribute("aria-hidden"));
    }
}
