using Bunit;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Administration.Accounts;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Imports;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Components.Shared.Tables;

/// <summary>The pages whose list is a table to work in: one line a row, with what opens it.</summary>
public sealed class ListPagesTests : PersonDialogTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Accounts_open_their_roles_by_name()
    {
        SignIn(Role.Administrator);
        await using (var scope = Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
            var bram = OperatorAccount.Create("bram@imalink.example", "Bram", Clock.Now);
            Assert.Empty((await accounts.CreateAsync(bram, RegistryApp.Password)).Errors);
            Assert.Empty((await accounts.AddToRolesAsync(bram, [Role.Recruiter])).Errors);
        }

        var dialogs = DialogPlace();
        var page = Render<AccountsPage>();

        page.WaitForAssertion(() => Assert.Equal("1 account", page.Find(".count").TextContent), Patience);
        Assert.Equal(["Bram", "bram@imalink.example", "Recruiter"], Row(page).Take(3));
        page.Find("tbody [data-open]").Click();
        dialogs.WaitForElement("form", Patience);
        Assert.True(dialogs.Find("input[name=Recruiter]").HasAttribute("checked"));
    }

    [Fact]
    public async Task Campaigns_and_imports_lead_to_their_pages()
    {
        var campaign = (await Get<SaveCampaign>().ExecuteAsync(new CampaignDraft { Name = "Survey", Kind = MessageKind.Feedback }, "cli:test")).Value!.Id;
        using (var file = new MemoryStream("Voornaam;Achternaam;E-mailadres\r\nAn;Peeters;an@post.example.org\r\n"u8.ToArray()))
        {
            await Get<ImportPeople>().ExecuteAsync(file, new NewImport("lijst.csv"), "cli:test");
        }

        var campaigns = Render<CampaignsPage>();
        campaigns.WaitForAssertion(() => Assert.Equal("1 campaign", campaigns.Find(".count").TextContent), Patience);
        Assert.Equal(($"/campaigns/{campaign}", "Survey"), (campaigns.Find("tbody a").GetAttribute("href"), Row(campaigns).First()));

        var imports = Render<ImportsPage>();
        imports.WaitForAssertion(() => Assert.Equal("1 import", imports.Find(".count").TextContent), Patience);
        Assert.Equal("lijst.csv", imports.Find("tbody a").TextContent);
        Assert.Contains("1 new", imports.Find(".outcome-line").TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Row<TPage>(IRenderedComponent<TPage> page)
        where TPage : IComponent => page.FindAll("tbody tr td").Select(cell => cell.TextContent.Trim());
}
