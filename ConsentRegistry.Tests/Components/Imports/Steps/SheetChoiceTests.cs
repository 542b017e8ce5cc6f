using Bunit;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Tests.Tabular;
using ConsentRegistry.Web.Components.Imports.Steps;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>A workbook in the first step of its import.</summary>
public sealed class SheetChoiceTests : ImportStepScene
{
    [Fact]
    public async Task A_sheet_is_chosen_where_there_are_several_and_its_columns_are_recognised_anew()
    {
        var import = await TakeInAsync(new WorkbookFile()
            .Sheet("Mensen", WorkbookFile.Row(1, "", "Voornaam", "E-mail", "Gsm") + WorkbookFile.Row(2, "hidden=\"1\"", "An", "an@post.example.org", 475000501) + WorkbookFile.Row(3, "hidden=\"1\"", "Bo", "bo@post.example.org"), before: "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols>")
            .Sheet("Leeg").Sheet("Keuzes", WorkbookFile.Row(1, "", "Ja"), state: "hidden").Sheet("Klanten", ["Bedrijf", "Mail"], ["Bakkerij", "els@post.example.org"]));
        var step = await StepAsync(import);

        Assert.Equal(["Mensen", "Keuzes (hidden)", "Klanten"], Sheets(step));
        Assert.Equal(["Excel workbook (.xlsx)", "Mensen"], step.FindAll(".import-facts dd").Select(fact => fact.TextContent).Skip(3).Take(2));
        Assert.Equal(["2 hidden rows of the sheet are included.", "1 hidden column of the sheet is included."], step.FindAll(".notice.warning p").Select(sentence => sentence.TextContent));
        Assert.Contains("On line 1", step.Markup);

        step.Choose("#sheet", "Klanten");
        step.WaitForAssertion(() => Assert.Equal(["Bedrijf", "Mail"], step.FindAll(".column-name").Select(name => name.TextContent)), Patience);
        Assert.Equal("Klanten", (await RunAsync(import)).Sheet);
        Assert.Equal("Email", step.Find("#column-1").GetAttribute("value"));
        Assert.Empty(step.FindAll(".notice"));

        step.Choose("#sheet", "Keuzes");
        step.WaitForAssertion(() => Assert.Contains("There is no row under the column names on this sheet.", step.Find(".notice.danger").TextContent), Patience);
    }

    [Fact]
    public async Task One_sheet_alone_is_no_choice_and_a_text_has_none()
    {
        var step = await StepAsync(await TakeInAsync(new WorkbookFile().Sheet("Blad1", ["E-mail"], ["an@post.example.org"]).Sheet("Blad2")));
        Assert.Empty(step.FindAll("#sheet"));
        Assert.Contains("Blad1", step.Markup);

        var text = await StepAsync(await TakeInAsync());
        Assert.DoesNotContain("Excel", text.Markup);
        Assert.Contains("Semicolon", text.Markup);
    }

    private static IEnumerable<string> Sheets(IRenderedComponent<ColumnsStep> step)
    {
        var field = step.FindComponents<SelectField<string>>().Single(each => each.Instance.Id == "sheet").Instance;
        return field.Options.Select(field.Text);
    }

    private async Task<Guid> TakeInAsync(WorkbookFile file)
    {
        using var source = new MemoryStream(file.Bytes());
        return (await Get<UploadImportFile>().ExecuteAsync(source, "lijst.xlsx", "cli:test")).Import!.Value;
    }

    /// <summary>As its page shows it: read again after each change.</summary>
    private async Task<IRenderedComponent<ColumnsStep>> StepAsync(Guid import)
    {
        IRenderedComponent<ColumnsStep> step = null!;
        var again = EventCallback.Factory.Create(this, async () =>
        {
            var file = await Get<ImportQueries>().UploadAsync(import);
            await step.InvokeAsync(() => step.Render(parameters => parameters.Add(each => each.Run, Run(import)).Add(each => each.File, file!)));
        });
        var (run, first) = (await RunAsync(import), (await Get<ImportQueries>().UploadAsync(import))!);
        return step = Render<ColumnsStep>(parameters => parameters.Add(each => each.Run, run).Add(each => each.File, first).Add(each => each.Changed, again));
    }
}
