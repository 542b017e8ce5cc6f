using Bunit;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Administration.Settings;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Tests.Components.Administration.Settings;

/// <summary>Two operators at the settings at once: nobody overwrites what they have not seen, and nobody loses what they typed.</summary>
public sealed class ConcurrentChangesTests : PersonDialogTest
{
    [Fact]
    public void Who_saves_second_keeps_what_was_typed_sees_what_changed_and_saves_on_top_of_it()
    {
        var first = Render<SettingsPage>();
        var second = Render<SettingsPage>();
        second.Find("#cap").Change("9");
        second.Find("#reason").Change("Meer campagnes");
        first.Find("#cap").Change("2");
        first.Find("#consent-months").Change("12");
        first.Find("#reason").Change("Minder");
        Save(first, version: 1);

        second.Find("form").Submit();

        second.WaitForAssertion(() => Assert.Equal(
            "Changed by a colleague: 4 → 2. What you entered is still here and replaces it if you save.", Note(second, "Cap")));
        Assert.Equal("Changed by a colleague: 24 → 12. You had not changed this, so the new value is shown here.", Note(second, "ConsentMonths"));
        Assert.Equal(2, second.FindAll(".field-meanwhile").Count);
        Assert.Equal(("9", "12", "Meer campagnes"), (Typed("#cap"), Typed("#consent-months"), Typed("#reason")));
        Assert.StartsWith("Not saved: ", second.Find(".notice.danger p").TextContent, StringComparison.Ordinal);
        Assert.Equal((2, 12), Held());

        Save(second, version: 2);
        Assert.Equal((9, 12), Held());
        Assert.Empty(second.FindAll(".field-meanwhile"));

        string? Typed(string field) => second.Find(field).GetAttribute("value");
    }

    [Fact]
    public void A_third_writer_in_between_is_refused_anew_and_shown_against_the_version_that_was_seen()
    {
        var (first, second) = (Render<SettingsPage>(), Render<SettingsPage>());
        second.Find("#cap").Change("9");
        second.Find("#reason").Change("Meer");
        first.Find("#cap").Change("2");
        first.Find("#reason").Change("Minder");
        Save(first, version: 1);
        second.Find("form").Submit();
        second.WaitForElement("[data-setting=Cap]");
        first.Find("#feedback").Change("30");
        first.Find("#reason").Change("Korter");
        Save(first, version: 2);

        second.Find("form").Submit();

        second.WaitForElement("[data-setting=FeedbackDays]");
        Assert.Empty(second.FindAll("[data-setting=Cap]"));
        Save(second, version: 3);
        Assert.Equal((9, 30), (Get<GateSettingsStore>().Current.MarketingPerPersonPer30Days, Get<GateSettingsStore>().Current.Gate.FeedbackDays));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_Robinson_list_and_its_days_are_one_setting_and_so_are_the_routes(bool mine)
    {
        var was = RegistrySettings.Shipped;
        var route = new AssessedRoute(Relationship.Client, MessageKind.ServiceNews, Channel.Phone, "LIA-3");
        var changed = was with { Version = 1, Gate = was.Gate with { RobinsonMaxAgeDays = null, AssessedRoutes = [route] } };

        var merged = mine ? (changed with { Version = 0 }).OnTopOf(was with { Version = 1 }, was) : was.OnTopOf(changed, was);

        Assert.Equal(1, merged.Version);
        Assert.Null(merged.Gate.RobinsonMaxAgeDays);
        Assert.Equal([route], merged.Gate.AssessedRoutes);
    }

    [Fact]
    public void No_setting_is_forgotten_when_two_versions_are_put_on_top_of_each_other()
    {
        var was = RegistrySettings.Shipped;
        var other = new RegistrySettings(
            1,
            new GateSettings
            {
                ContactPermission = ContactPermissionUse.OptInOnly,
                PermissionMonths = 1,
                ConsentMonths = 2,
                SoftOptInMonths = 3,
                SoftOptInCoversEvents = true,
                SoftOptInCoversSms = true,
                ImpersonalMailboxOfUnknownCompany = true,
                FeedbackDays = 4,
                DoNotCallMaxAgeHours = 5,
                RobinsonMaxAgeDays = 6,
                AssessedRoutes = [new AssessedRoute(Relationship.Client, MessageKind.ServiceNews, Channel.Phone, "LIA-3")],
            },
            7);

        Assert.Equal(Words(other), Words(was.OnTopOf(other, was)));
        Assert.Equal(Words(other), Words((other with { Version = 0 }).OnTopOf(was with { Version = 1 }, was)));
        Assert.All(Words(other).Zip(Words(was)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    private static void Save(IRenderedComponent<SettingsPage> page, int version)
    {
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal($"Saved as version {version}; it applies from now on.", page.Find(".notice.success p").TextContent));
    }

    private static string Note(IRenderedComponent<SettingsPage> page, string setting) => page.Find($"[data-setting={setting}] span").TextContent;

    private IReadOnlyList<(string Key, string Value)> Words(RegistrySettings settings) => [.. SettingValues.Of(
        settings,
        Get<Microsoft.Extensions.Localization.IStringLocalizer<SettingsTexts>>(),
        Get<Microsoft.Extensions.Localization.IStringLocalizer<TermTexts>>())];

    private (int Cap, int ConsentMonths) Held() =>
        (Get<GateSettingsStore>().Current.MarketingPerPersonPer30Days, Get<GateSettingsStore>().Current.Gate.ConsentMonths);
}
