using System.Globalization;
using System.Text;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Tabular;

namespace ConsentRegistry.Tests.ListChecks;

/// <summary>Lists that are checked on the screen, given as workbooks.</summary>
public sealed class WorkbookListTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    private CheckedLists Lists => registry.Get<CheckedLists>();

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_workbook_is_split_and_what_was_allowed_can_be_taken_further()
    {
        await registry.OptOutAsync("jan@voorbeeld.example");
        var list = await TakeInAsync(new WorkbookFile().Sheet("x", ["Naam", "E-mail"], ["An; A", "an@voorbeeld.example"], [], ["Jan", "jan@voorbeeld.example"], ["Niemand"]).Sheet("y", ["z"]));

        var result = (await Lists.CheckAsync(list, new NewScrub { Words = CultureInfo.GetCultureInfo("nl-BE"), RowsShown = 5 })).Value!;

        Assert.Equal((3, 1, 1, 1), (result.Rows, result.Allowed, result.Blocked, result.Unreadable));
        Assert.Equal([2, 4, 5], result.First.Select(row => row.Line));
        Assert.Equal("\uFEFFNaam;E-mail\r\n\"An; A\";an@voorbeeld.example\r\n", Read(list, CheckedPart.Allowed));
        Assert.StartsWith("\uFEFFNaam;E-mail;verdict_code;reden\r\nJan;jan@voorbeeld.example;OptedOutAll;", Read(list, CheckedPart.Blocked), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["an@voorbeeld.example"], Lists.AllowedOf(list, 10)!.Select(address => address.Exact));
        Assert.Equal(("x", 2), (result.Sheet!.Name, result.Sheet.Sheets.Count));
    }

    [Fact]
    public async Task A_bare_list_in_a_sheet_is_one()
    {
        await registry.OptOutAsync("jan@voorbeeld.example");
        var list = await TakeInAsync(new WorkbookFile().Sheet("x", ["an@voorbeeld.example"], ["jan@voorbeeld.example"], ["lies@voorbeeld.example"]));

        var result = (await Lists.CheckAsync(list, new NewScrub())).Value!;

        Assert.Equal((3, 2, 1), (result.Rows, result.Allowed, result.Blocked));
        Assert.EndsWith("jan@voorbeeld.example;OptedOutAll\r\n", Read(list, CheckedPart.Blocked), StringComparison.Ordinal);
        Assert.Equal(2, Lists.AllowedOf(list, 10)!.Count);
    }

    [Fact]
    public async Task Columns_are_chosen_from_the_sheet_that_is_checked()
    {
        var list = await TakeInAsync(new WorkbookFile().Sheet("x", ["Nummer", "Opmerking"], [1, "niets"]).Sheet("y", ["Wie", "Wat"], ["geen adres", 2]));

        Assert.Equal(Refusal.ColumnNotFound, (await Lists.CheckAsync(list, new NewScrub())).Refusal);
        Assert.Equal("Nummer, Opmerking", string.Join(", ", Lists.ChoicesOf(list, null).Columns));
        var (columns, sheet) = Lists.ChoicesOf(list, "y");
        Assert.Equal(("Wie, Wat", "y"), (string.Join(", ", columns), sheet!.Name));
        Assert.Equal(Refusal.SheetNotFound, (await Lists.CheckAsync(list, new NewScrub { Sheet = "z" })).Refusal);
        Assert.Equal(([], null), Lists.ChoicesOf(list, "z"));
    }

    [Fact]
    public async Task A_workbook_that_cannot_be_read_is_refused_for_its_own_reason()
    {
        using var source = new MemoryStream(WorkbookFile.Of(["E-mail"])[..300]);
        var list = await Lists.TakeInAsync(source, "rik");

        Assert.Equal(Refusal.WorkbookDamaged, (await Lists.CheckAsync(list, new NewScrub())).Refusal);
    }

    [Fact]
    public async Task A_form_gets_the_addresses_of_a_workbook_and_a_text_as_it_stands()
    {
        using var book = new MemoryStream(new WorkbookFile().Sheet("x", ["Naam", "E-mail"], ["An", "an@voorbeeld.example"], ["Bo", "geen adres"]).Bytes());
        using var text = new MemoryStream(Encoding.UTF8.GetBytes("an@voorbeeld.example\nbo"));
        using var half = new MemoryStream(WorkbookFile.Of(["E-mail"])[..300]);
        using var none = new MemoryStream(WorkbookFile.Of(["Naam"], ["An"]));

        Assert.Equal("an@voorbeeld.example\ngeen adres", (await AddressList.ReadAsync(registry.Get<OpenTable>(), book)).Value);
        Assert.Equal("an@voorbeeld.example\nbo", (await AddressList.ReadAsync(registry.Get<OpenTable>(), text)).Value);
        Assert.Equal(Refusal.WorkbookDamaged, (await AddressList.ReadAsync(registry.Get<OpenTable>(), half)).Refusal);
        Assert.Equal(Refusal.ColumnNotFound, (await AddressList.ReadAsync(registry.Get<OpenTable>(), none)).Refusal);
    }

    private async Task<CheckedList> TakeInAsync(WorkbookFile file)
    {
        using var source = new MemoryStream(file.Bytes());
        return await Lists.TakeInAsync(source, "rik");
    }

    private string Read(CheckedList list, CheckedPart part)
    {
        using var content = Lists.Open(list.Id, part, "rik")!.Value.Content;
        using var whole = new MemoryStream();
        content.CopyTo(whole);
        return new UTF8Encoding(false).GetString(whole.ToArray());
    }
}
