using System.Globalization;
using Bunit;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components;
using ConsentRegistry.Web.Components.Campaigns.Run;
using ConsentRegistry.Web.Components.Help;
using ConsentRegistry.Web.Components.Home;
using ConsentRegistry.Web.Components.Layout;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.List;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Tests.Components.Help;

public sealed class HelpTests : PersonDialogTest
{
    public HelpTests() => Services.AddSingleton(new OrganisationOptions { Name = "Imalink NV", DpoName = "Sofie Lambert", DpoEmail = "dpo@imalink.example" });

    [Fact]
    public void Every_page_of_the_work_area_has_its_help()
    {
        var pages = typeof(Program).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false) && !type.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: true));
        Assert.Equal(pages.Select(page => page.Name).Order(), PageHelp.All.Select(page => page.Page.Name).Order());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nl")]
    [InlineData("fr")]
    public void Every_page_says_what_it_is_for_in_a_few_sentences_and_every_word_what_it_means(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var (help, glossary, shell) = (Get<IStringLocalizer<HelpTexts>>(), Get<IStringLocalizer<GlossaryTexts>>(), Get<IStringLocalizer<ShellTexts>>());

        Assert.All(PageHelp.All, page =>
        {
            Assert.False(help[$"Page.{page.Key}"].ResourceNotFound, page.Key);
            Assert.InRange(help[$"Page.{page.Key}"].Value.Length, 40, 450);
            Assert.DoesNotContain("Name.", page.NameIn(shell, help), StringComparison.Ordinal);
        });
        Assert.All(PageHelp.All.Where(page => page.Page != typeof(HelpPage)), page => Assert.InRange(page.Terms.Count, 3, 12));
        Assert.All(Enum.GetValues<GlossaryTerm>(), term =>
        {
            Assert.False(glossary[$"Term.{term}"].ResourceNotFound, term.ToString());
            Assert.InRange(glossary[$"Means.{term}"].Value.Length, 30, 300);
        });
    }

    [Theory]
    [InlineData("en")]
    [InlineData("nl")]
    [InlineData("fr")]
    public void The_help_on_a_contact_logged_by_mistake_names_the_button_that_is_there(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var help = Get<IStringLocalizer<HelpTexts>>()["Lost.Contact"].Value;
        Assert.Contains(Get<IStringLocalizer<PeopleTexts>>()["Log.Undo"].Value, help, StringComparison.Ordinal);
        Assert.Contains("DPO", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", typeof(HomePage))]
    [InlineData("people?relationship=Client", typeof(PeoplePage))]
    [InlineData("people/0198c0de-0000-7000-8000-000000000009#timeline", typeof(PersonPage))]
    [InlineData("campaigns/new", typeof(CampaignPage))]
    [InlineData("campaigns/0198c0de-0000-7000-8000-000000000009?step=mail", typeof(CampaignPage))]
    [InlineData("help#mail", typeof(HelpPage))]
    [InlineData("people/one/two", null)]
    [InlineData("nowhere", null)]
    public void An_address_leads_to_the_help_of_its_page(string path, Type? page) => Assert.Equal(page, PageHelp.Of(path)?.Page);

    [Fact]
    public void Every_word_is_used_by_a_page() => Assert.Empty(Enum.GetValues<GlossaryTerm>().Except(PageHelp.All.SelectMany(page => page.Terms)));

    [Fact]
    public void The_glossary_of_the_documents_has_the_words_of_the_help()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "glossary.md"));
        var glossary = Get<IStringLocalizer<GlossaryTexts>>();
        Assert.DoesNotContain(
            Enum.GetValues<GlossaryTerm>().Select(term => $"| {glossary[$"Term.{term}"]} | {glossary[$"Means.{term}"]} |"), row => !document.Contains(row, StringComparison.Ordinal));
    }

    [Fact]
    public void The_help_is_that_of_the_page_that_is_open()
    {
        Get<NavigationManager>().NavigateTo("/people");
        var shortcuts = Render<Shortcuts>();

        Assert.Equal("Help: People", shortcuts.WaitForElement("#keys-title").TextContent);
        Assert.StartsWith("Everybody in the registry.", shortcuts.Find("[data-page=People]").TextContent, StringComparison.Ordinal);
        Assert.Contains("opt-in", shortcuts.FindAll("#keys-help .words dt").Select(word => word.TextContent));
        Assert.Equal("/help", shortcuts.Find("#keys-help .help-lost a").GetAttribute("href"));

        Get<NavigationManager>().NavigateTo("/doubts");
        shortcuts.WaitForAssertion(() => Assert.Equal("Help: Unclear refusals", shortcuts.Find("#keys-title").TextContent));
        Assert.Equal(["DPO, privacy officer", "refusal", "unclear refusal"], shortcuts.FindAll("#keys-help .words dt").Select(word => word.TextContent));
        Assert.DoesNotContain("j k", shortcuts.FindAll(".keys dt").Select(keys => keys.TextContent.Trim()));

        Get<NavigationManager>().NavigateTo("/nowhere");
        shortcuts.WaitForAssertion(() => Assert.Equal("Help", shortcuts.Find("#keys-title").TextContent));
        Assert.Empty(shortcuts.FindAll("#keys-help .words, [data-page]"));
    }

    [Theory]
    [InlineData(Role.Recruiter, "/ /people /opt-out /imports /doubts /check", "One import, The page of a person")]
    [InlineData(Role.Marketing, "/ /opt-out /check /campaigns", "One campaign")]
    [InlineData(Role.Administrator, "/ /accounts /jobs", "")]
    public void Whoever_is_lost_reads_of_the_pages_they_may_open_and_whom_to_ask(string role, string links, string others)
    {
        SignIn(role);
        var page = Open();

        Assert.Equal(links.Split(' ').Order(), page.FindAll("[aria-labelledby=pages] dt a").Select(link => link.GetAttribute("href")).Order());
        Assert.Equal(others, string.Join(", ", page.FindAll("[aria-labelledby=pages] dt").Where(name => name.QuerySelector("a") is null).Select(name => name.TextContent.Trim()).Order()));
        Assert.Contains("Sofie Lambert", page.Find("[aria-labelledby=lost]").TextContent);
        Assert.Equal("mailto:dpo@imalink.example", page.Find("[aria-labelledby=lost] a").GetAttribute("href"));
        Assert.Equal(Enum.GetValues<GlossaryTerm>().Length, page.FindAll("[aria-labelledby=words] dt").Count);
        Assert.Equal(role == Role.Administrator, page.FindAll("#mail, #public-address, #backup").Count == 3);
        if (role == Role.Administrator)
        {
            page.WaitForElement(".checklist [data-item]");
        }
    }

    private IRenderedComponent<CascadingAuthenticationState> Open()
    {
        var page = Render<CascadingAuthenticationState>(parameters => parameters.AddChildContent<HelpPage>());
        page.WaitForElement("[aria-labelledby=pages] dt");
        return page;
    }
}
