using System.Globalization;
using Bunit;
using ConsentRegistry.Web.Components.Imports;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>What is wrong with a file as text is told in the first step of its import, in the reader's language.</summary>
public sealed class FaultsNoticeTests : ImportStepScene
{
    private const string File = "Voornaam;Achternaam;E-mailadres\r\nAn;\"Peeters;an@post.example.org\r\nBo;Maes;bo@post.example.org\r\nCi;\"Claes;ci@post.example.org\r\nDi;Daems\r\n";

    [Theory]
    [InlineData("en-GB", "A quotation mark (\") is opened and not closed on line 2, 4. Rows that cannot be read because of it: 2 of 4.", "Open the file in a text editor", "Rows with fewer fields than there are columns: 1 (line 5).")]
    [InlineData("nl-BE", "Op regel 2, 4 gaat een aanhalingsteken (\") open dat niet sluit. Rijen die daardoor niet gelezen kunnen worden: 2 van 4.", "Open het bestand in een teksteditor", "Rijen met minder velden dan er kolommen zijn: 1 (regel 5).")]
    [InlineData("fr-BE", "À la ligne 2, 4, un guillemet (\") s’ouvre et ne se ferme pas. Lignes illisibles pour cette raison\u202f: 2 sur 4.", "Ouvrez le fichier dans un éditeur de texte", "Lignes qui ont moins de champs qu’il n’y a de colonnes\u202f: 1 (ligne 5).")]
    public async Task Quotes_that_are_not_closed_are_told_before_anything_else_with_what_to_do(string language, string quotes, string whatToDo, string fewer)
    {
        var import = await TakeInAsync(File);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        var page = Render<ImportPage>(parameters => parameters.Add(each => each.Id, import));

        page.WaitForElement(".notice.danger", Patience);
        var told = page.FindAll(".notice.danger p").Select(sentence => sentence.TextContent).ToList();
        Assert.Equal(quotes, told[0]);
        Assert.StartsWith(whatToDo, told[1], StringComparison.Ordinal);
        Assert.StartsWith(fewer, page.Find(".notice.warning p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_would_be_swallowed_and_a_file_that_is_cut_off_are_told_too()
    {
        var import = await TakeInAsync("Voornaam;Achternaam;E-mailadres\r\nAn;\"Peeters;an@post.example.org\r\nBo;Maes;bo@post.example.org\r\nCi;Claes\";ci@post.example.org\r\nDi;Da");

        var page = Render<ImportPage>(parameters => parameters.Add(each => each.Id, import));

        page.WaitForElement(".notice.danger", Patience);
        Assert.Equal(
            [
                "The row on line 2 goes on to line 4, because a quotation mark (\") is closed only there. Rows inside it that would not be read: 2.",
                "The last row, on line 5, is cut off: the export may not be complete. Download it again.",
            ],
            page.FindAll(".notice.danger p").Select(sentence => sentence.TextContent).Take(2));
        Assert.Empty(page.FindAll(".notice.warning"));
    }

    [Fact]
    public async Task Of_a_sound_file_nothing_is_said()
    {
        var import = await TakeInAsync();

        var page = Render<ImportPage>(parameters => parameters.Add(each => each.Id, import));

        page.WaitForElement("#column-0", Patience);
        Assert.Empty(page.FindAll(".notice.danger"));
    }
}
