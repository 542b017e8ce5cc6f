using System.Globalization;
using ConsentRegistry.Web.Components;
using ConsentRegistry.Web.Components.Layout;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Tests.Components.Layout;

public sealed class NavItemsTests
{
    [Theory]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("en")]
    public void Every_entry_of_the_menu_has_its_name_and_says_on_the_start_page_what_it_does(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var texts = services.GetRequiredService<IStringLocalizer<ShellTexts>>();
            Assert.Empty(NavItems.All.Where(item => texts[item.TextKey].ResourceNotFound).Select(item => item.TextKey));
            // The start page is the one that shows them, and does not show itself.
            Assert.Empty(NavItems.All.Where(item => item.Path != "/" && texts[$"Does.{item.TextKey}"].ResourceNotFound).Select(item => item.TextKey));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
