using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Layout;

namespace ConsentRegistry.Tests.Components.Layout;

public sealed class AppearanceChoiceTests : DialogTest
{
    [Theory]
    [InlineData(null, "As the system")]
    [InlineData("dark", "Dark")]
    public void Which_look_holds_is_told_and_another_one_once_it_is_pressed(string? kept, string expected)
    {
        JSInterop.Setup<string?>("appearance.chosen").SetResult(kept);

        var choice = Render<AppearanceChoice>();

        choice.WaitForAssertion(() => Assert.Equal([expected], Pressed(choice)));
        choice.Find("[data-appearance-choice=light]").Click();
        choice.WaitForAssertion(() => Assert.Equal(["Light"], Pressed(choice)));
    }

    private static IEnumerable<string?> Pressed(IRenderedComponent<AppearanceChoice> choice) => choice.FindAll("[aria-pressed=true]").Select(button => button.GetAttribute("aria-label"));
}
