using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Browser;

/// <summary>The eyes of all other browser tests see what they are for.</summary>
public sealed class AxeTests(Chromium chromium)
{
    private const string Faults =
        """
        <main>
          <h1>Kop</h1><h3>Te diep</h3>
          <p style="color:#aaa;background:#fff">Te bleek</p>
          <img src="data:,">
          <form><input type="text"><button></button></form>
          <p id="twice" role="nothing">Rol</p>
        </main>
        <p>Buiten</p>
        """;

    private static readonly string[] Rules = ["aria-roles", "button-name", "color-contrast", "heading-order", "html-has-lang", "image-alt", "label", "region"];

    [Fact]
    public async Task A_page_with_faults_is_told_all_of_them_as_the_package_tells_them()
    {
        var page = await chromium.OpenAsync(new Uri("http://localhost"));
        await page.SetContentAsync($"<title>Fouten</title>{Faults}");
        var told = await Axe.ViolationsAsync(page);
        Assert.Equal(Rules, told.Select(line => line.Split(' ')[0]).Distinct().Order());
        Assert.Equal((await Axe.ViolationsOfAllFramesAsync(page)).Order(), told.Order());
        // A page that was looked at once is looked at as it is now.
        await page.EvaluateAsync("() => document.querySelector('img').alt = 'Een foto'");
        Assert.DoesNotContain(await Axe.ViolationsAsync(page), line => line.StartsWith("image-alt", StringComparison.Ordinal));
        await page.Context.DisposeAsync();
    }
}
