using Bunit;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.Shared.Tables;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Shared.Tables;

/// <summary>What every table to work in does, whatever it is about; its keys are in the browser's tests.</summary>
public sealed class WorkTableTests : PersonDialogTest
{
    private static readonly Line[] Some = [new(1, "An", "Gent"), new(2, "Bo", null), new(3, "Cis", "Aalst")];

    private static readonly TableColumn<Line>[] Columns =
    [
        new("name", "Name", line => line.Name) { Sort = "Name", IsFixed = true },
        new("city", "City", line => line.City),
        new("number", "Number", line => $"{line.Number}") { IsOnDemand = true },
    ];

    private readonly TableRows<Line> rows = new();
    private readonly TableSelection<int> selection = new();
    private bool retried;

    [Fact]
    public void Rows_that_are_still_to_come_are_hinted_at_and_then_stand_in_one_line_each()
    {
        var table = Show();
        Assert.Equal(("Loading…", 8), (table.Find(".count").TextContent, table.FindAll("tbody tr[aria-hidden]").Count));
        Assert.Equal("true", table.Find("table").GetAttribute("aria-busy"));

        rows.Show(Some);
        table.Render();

        Assert.Equal("3 lines", table.Find(".count").TextContent);
        Assert.Equal([["An", "Gent"], ["Bo", ""], ["Cis", "Aalst"]], Cells(table));
        Assert.Equal("Gent", table.FindAll("tbody td")[2].GetAttribute("title"));
        Assert.Empty(table.FindAll("tr[aria-hidden]"));
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_said_so_and_asked_for_again()
    {
        await rows.AskAsync(_ => Task.FromException<PageOf<Line>>(new IOException()));
        var table = Show();

        Assert.Equal("These rows cannot be read at the moment.", table.Find(".notice.warning p").TextContent);
        Assert.Empty(table.FindAll("table"));
        table.Find(".notice.warning button").Click();
        Assert.True(retried);

        await rows.AskAsync(_ => Task.FromResult(new PageOf<Line>(Some, 3)));
        table.Render();
        Assert.Equal(3, table.FindAll("tbody tr").Count);
    }

    [Fact]
    public void What_is_shown_where_nothing_fits_is_the_pages()
    {
        rows.Show([]);
        Assert.Equal("Nobody", Show().Find("h2").TextContent);
    }

    [Fact]
    public void Rows_are_ticked_one_by_one_by_page_and_all_that_match_but_some()
    {
        rows.Show(Some);
        var table = Show();

        Boxes(table)[2].Change(true);
        Assert.Equal(("1 selected", "Bo"), (table.Find(".bulk [role=status]").TextContent, table.Find("tr.chosen a, tr.chosen td:nth-child(2)").TextContent));
        Assert.Equal("Select Bo", Boxes(table)[2].GetAttribute("aria-label"));
        Assert.Equal([2], selection.Named);

        table.Find("[data-act=all]").Click();
        Assert.Equal("3 selected", table.Find(".bulk [role=status]").TextContent);
        Boxes(table)[1].Change(false);
        Assert.Equal((true, 2, "2 selected"), (selection.IsAll, selection.CountOf(3), table.Find(".bulk [role=status]").TextContent));
        Assert.Equal([1], selection.Named);

        table.Find("[data-act=clear]").Click();
        Assert.Equal("3 lines", table.Find(".count").TextContent);
        Boxes(table)[0].Change(true);
        Assert.Equal([1, 2, 3], selection.Named.Order());
        Assert.True(Boxes(table)[0].HasAttribute("checked"));
    }

    [Fact]
    public void The_count_is_one_element_whose_words_change_and_takes_the_focus_of_a_button_that_goes()
    {
        rows.Show(Some);
        var table = Show();
        Assert.Equal("status", table.Find("p.count").GetAttribute("role"));

        Boxes(table)[2].Change(true);
        Assert.Equal("1 selected", Assert.Single(table.FindAll("[role=status]")).TextContent);
        Assert.Contains("count", table.Find("[role=status]").ClassList);
        table.Find("[data-act=all]").Click();
        JSInterop.VerifyFocusAsyncInvoke(1);

        table.Find("[data-act=clear]").Click();
        JSInterop.VerifyFocusAsyncInvoke(2);
        Assert.Equal(("3 lines", "-1"), (table.Find("[role=status]").TextContent, table.Find("[role=status]").GetAttribute("tabindex")));
    }

    [Fact]
    public void Of_more_rows_than_are_counted_all_are_more_than_the_count()
    {
        rows.Show(Some);
        var table = Show(hasMore: true);
        Boxes(table)[1].Change(true);

        Assert.Equal("Select everything that matches", table.Find("[data-act=all]").TextContent.Trim());
        table.Find("[data-act=all]").Click();

        Assert.Equal("More than 3 selected", table.Find(".bulk [role=status]").TextContent);
    }

    [Fact]
    public void What_was_ticked_is_let_go_of_when_something_else_is_looked_for()
    {
        selection.KeepFor(("an", 1));
        selection.Set(1, true);
        selection.KeepFor(("an", 1));
        Assert.True(selection.Has(1));

        selection.KeepFor(("bo", 1));
        Assert.False(selection.Has(1));
        selection.All();
        selection.KeepFor(("an", 1));
        Assert.False(selection.IsAll);
    }

    [Fact]
    public void Columns_and_height_are_chosen_and_kept_for_the_operator()
    {
        rows.Show(Some);
        var menus = Menus();
        var table = Show();
        Assert.Equal(["Name", "City"], Heads(table));
        Assert.Contains("compact", table.Find(".grid").ClassList);

        table.Find("button[aria-label='Columns and row height']").Click();
        menus.WaitForElement("#lines-columns-number").Change(true);
        menus.Find("#lines-columns-city").Change(false);
        Assert.Empty(menus.FindAll("#lines-columns-name"));
        menus.Find("input[value=True]").Click();

        table.WaitForAssertion(() => Assert.Equal(["Name", "Number"], Heads(table)));
        table.WaitForAssertion(() => Assert.Contains("comfortable", table.Find(".grid").ClassList));
        var again = Show();
        again.WaitForAssertion(() => Assert.Equal(["Name", "Number"], Heads(again)));
        Assert.Contains("comfortable", again.Find(".grid").ClassList);
    }

    [Fact]
    public void A_view_keeps_facets_order_and_columns_under_a_name_and_neither_the_page_nor_anything_typed()
    {
        Get<NavigationManager>().NavigateTo("/lines?city=Gent&sort=Name&page=2");
        rows.Show(Some);
        var menus = Menus();
        var table = Show();
        table.Find("button[aria-label='Saved views']").Click();
        menus.WaitForElement("#view-name").Input("Ghent");
        menus.Find("form").Submit();

        var view = menus.WaitForElement(".views a");
        Assert.Equal(("Ghent", "/lines?city=Gent&sort=Name"), (view.TextContent, view.GetAttribute("href")));
        Get<NavigationManager>().NavigateTo("/lines");
        var again = Show();
        again.Find("button[aria-label='Saved views']").Click();
        menus.WaitForAssertion(() => Assert.Equal("/lines?city=Gent&sort=Name", menus.Find(".views a").GetAttribute("href")));
        menus.Find("button[aria-label='Delete view Ghent']").Click();
        menus.WaitForAssertion(() => Assert.Empty(menus.FindAll(".views a")));
    }

    [Fact]
    public void What_narrows_the_rows_down_stands_above_them_and_is_taken_away_by_a_press()
    {
        Get<NavigationManager>().NavigateTo("/lines?city=Gent&kind=x&page=3");
        rows.Show([]);
        var table = Show(false, new FilterChip("city", "Gent"), new FilterChip("kind", "Kind x"));

        var chips = table.FindAll(".chips a");
        Assert.Equal(["Gent, remove filter", "Kind x, remove filter", "Clear filters"], chips.Select(chip => chip.TextContent.Trim()));
        Assert.Equal(["http://localhost/lines?kind=x", "http://localhost/lines?city=Gent", "http://localhost/lines"], chips.Select(chip => chip.GetAttribute("href")));
    }

    [Fact]
    public async Task Pages_and_heads_are_links_that_keep_the_rest_of_the_address()
    {
        Get<NavigationManager>().NavigateTo("/lines?city=Gent&sort=Name&page=2");
        await rows.AskAsync(_ => Task.FromResult(new PageOf<Line>(Some, 8)));
        var table = Show();

        Assert.Equal("http://localhost/lines?city=Gent&sort=Name&page=1", table.Find(".pager a[rel=prev]").GetAttribute("href"));
        Assert.Equal("http://localhost/lines?city=Gent&sort=Name&page=3", table.Find(".pager a[rel=next]").GetAttribute("href"));
        Assert.Equal("http://localhost/lines?city=Gent&sort=Name&direction=desc", table.Find("th a").GetAttribute("href"));
        Assert.Equal("ascending", table.Find("th").GetAttribute("aria-sort"));
    }

    private IRenderedComponent<WorkTable<Line, int>> Show(bool hasMore = false, params FilterChip[] chips)
    {
        Func<Line, int> key = line => line.Number;
        Func<Line, string> named = line => line.Name;
        Func<PageOf<Line>, string> counted = page => $"{page.Total} lines";
        RenderFragment empty = builder =>
        {
            builder.OpenElement(0, "h2");
            builder.AddContent(1, "Nobody");
            builder.CloseElement();
        };
        return Render<WorkTable<Line, int>>(table => table
            .Add(p => p.Name, "lines").Add(p => p.Label, "Lines").Add(p => p.Columns, Columns).Add(p => p.Rows, rows).Add(p => p.Key, key).Add(p => p.Named, named).Add(p => p.Counted, counted)
            .Add(p => p.OnRetry, () => retried = true).Add(p => p.Page, 2).Add(p => p.PageSize, 3).Add(p => p.HasMore, hasMore).Add(p => p.Sort, "Name").Add(p => p.Chips, chips).Add(p => p.Selection, selection)
            .Add(p => p.Empty, empty));
    }

    private static IReadOnlyList<AngleSharp.Dom.IElement> Boxes(IRenderedComponent<WorkTable<Line, int>> table) => table.FindAll("input[type=checkbox]");

    private static IEnumerable<string> Heads(IRenderedComponent<WorkTable<Line, int>> table) => table.FindAll("th").Select(head => head.TextContent.Trim());

    private static IEnumerable<IEnumerable<string>> Cells(IRenderedComponent<WorkTable<Line, int>> table) =>
        table.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td:not(.choose)").Select(cell => cell.TextContent));

    private sealed record Line(int Number, string Name, string? City);
}
