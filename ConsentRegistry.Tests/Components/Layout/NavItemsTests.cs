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
    public void Every_entry_of_the_menu_has_its_name(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var texts = services.GetRequiredService<IStringLocalizer<ShellTexts>>();
            Assert.Empty(NavItems.All.Where(item => texts[item.TextKey].ResourceNotFound).Select(item => item.TextKey));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
