using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Preferences;
using ConsentRegistry.Web.Components.Shared.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Account.Preferences;

public sealed class OperatorPreferencesTests : DialogTest
{
    private const string Ada = "0198c0de-0000-7000-8000-00000000000a";
    private const string Bram = "0198c0de-0000-7000-8000-00000000000b";

    [Fact]
    public async Task What_an_operator_likes_is_kept_for_that_operator_and_that_table_alone()
    {
        var preferences = Services.GetRequiredService<OperatorPreferences>();
        Assert.Null(await preferences.FindAsync<TableLayout>(Ada, "table:people"));

        await preferences.KeepAsync(Ada, "table:people", new TableLayout { Turned = ["email"] });
        await preferences.KeepAsync(Ada, "table:people", new TableLayout { Turned = ["email", "skills"], IsComfortable = true });

        var kept = (await preferences.FindAsync<TableLayout>(Ada, "table:people"))!;
        Assert.Equal((true, "email skills"), (kept.IsComfortable, string.Join(' ', kept.Turned)));
        Assert.Null(await preferences.FindAsync<TableLayout>(Ada, "table:imports"));
        Assert.Null(await preferences.FindAsync<TableLayout>(Bram, "table:people"));
        // Written by a version that meant something else by it.
        Assert.Null(await preferences.FindAsync<List<SavedView>>(Ada, "table:people"));
    }
}
