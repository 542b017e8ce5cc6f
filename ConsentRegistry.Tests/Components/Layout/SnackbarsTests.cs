using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Layout;
using ConsentRegistry.Web.Components.Shared.Parts;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ConsentRegistry.Tests.Components.Layout;

public sealed class SnackbarsTests : DialogTest
{
    private Announcements Announcements => Services.GetRequiredService<Announcements>();

    [Fact]
    public void A_button_does_what_it_says_and_takes_the_announcement_away()
    {
        var pressed = 0;
        var snackbars = Render<Snackbars>();
        Announcements.Say(new Said(Severity.Success, "Recorded") { Next = [("Undo", () => Task.FromResult(++pressed))] });

        snackbars.WaitForElement(".snackbar .mud-button-text").Click();

        snackbars.WaitForAssertion(() => Assert.Empty(snackbars.FindAll(".snackbar")));
        Assert.Equal(1, pressed);
    }

    [Fact]
    public void Escape_closes_the_one_that_has_the_focus_and_so_does_the_cross()
    {
        var snackbars = Render<Snackbars>();
        Announcements.Say(new Said(Severity.Success, "First"));
        Announcements.Say(new Said(Severity.Success, "Second"));
        Announcements.Say(new Said(Severity.Success, "Third"));
        snackbars.WaitForAssertion(() => Assert.Equal(3, snackbars.FindAll(".snackbar").Count));

        snackbars.FindAll(".snackbars > div")[0].KeyDown("Escape");
        snackbars.WaitForAssertion(() => Assert.Equal(["Second", "Third"], Announcements.Shown.Select(said => said.Text)));

        snackbars.FindAll(".snackbar .mud-alert-close button")[0].Click();
        snackbars.WaitForAssertion(() => Assert.Equal(["Third"], Announcements.Shown.Select(said => said.Text)));
    }

    [Fact]
    public void The_pointer_over_it_and_the_focus_in_it_are_heard()
    {
        var snackbars = Render<Snackbars>();
        Announcements.Say(new Said(Severity.Success, "First"));
        var place = snackbars.WaitForElement(".snackbars > div");

        place.TriggerEvent("onpointerenter", new PointerEventArgs());
        place.TriggerEvent("onfocusin", new FocusEventArgs());
        place.TriggerEvent("onpointerleave", new PointerEventArgs());
        place.TriggerEvent("onfocusout", new FocusEventArgs());

        Assert.Single(Announcements.Shown);
    }
}
