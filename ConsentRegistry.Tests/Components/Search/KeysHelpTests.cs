using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Layout;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Search;

public sealed class KeysHelpTests : PersonDialogTest
{
    [Fact]
    public void It_names_every_key_and_has_the_switch_for_single_keys()
    {
        Get<NavigationManager>().NavigateTo("/people");
        var shortcuts = Render<Shortcuts>();
        var keys = shortcuts.WaitForElements(".keys dt", 13).Select(each => each.TextContent.Trim());
        Assert.Equal(["n", "/", "CtrlK", "?", "↑ ↓ Enter", "j k", "Enter", "x", "F6", "A … Z", "Ctrl Shift Enter", "Ctrl Enter", "Esc"], keys);
        Assert.All(shortcuts.FindAll(".keys dd"), each => Assert.NotEmpty(each.TextContent));
        Assert.Single(shortcuts.FindAll("#keys-help input[type=checkbox][data-single-keys]"));
        Assert.Contains("""{"key":"/","opens":"palette","does":false}""", shortcuts.Find("[data-shortcuts]").GetAttribute("data-shortcuts"));
        JSInterop.VerifyInvoke("shortcuts.listen");
    }

    [Fact]
    public void A_key_with_something_to_do_does_it()
    {
        var done = false;
        var shortcut = new Shortcut("n", "Keys.Find", Does: () => Task.FromResult(done = true));
        shortcut.Does!();
        Assert.True(done);
        Assert.Equal(["n"], shortcut.Parts);
        Assert.Equal(["Ctrl", "K"], new Shortcut("Mod+k", "Keys.Find").Parts);
    }
}
