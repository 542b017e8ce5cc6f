using System.Text;
using Bunit;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Home;

namespace ConsentRegistry.Tests.Components.Home;

public sealed class ImportsChartTests : PersonDialogTest
{
    [Fact]
    public async Task Two_imports_of_a_site_on_one_day_have_a_bar_each()
    {
        await ImportAsync("an@example.com");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await ImportAsync("bo@example.com");

        var chart = Render<ImportsChart>();

        chart.WaitForAssertion(() => Assert.Equal(
            ["Beurs · 16/03/2026 (2)", "Beurs · 16/03/2026"],
            chart.FindAll("tbody th").Select(name => name.TextContent)));
    }

    private async Task ImportAsync(string address)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes($"Naam;E-mailadres\r\nAn Peeters;{address}\r\n"));
        var outcome = await Get<ImportPeople>().ExecuteAsync(source, new NewImport("lijst.csv") { Site = "Beurs" }, "cli:test");
        Assert.Null(outcome.Refusal);
    }
}
