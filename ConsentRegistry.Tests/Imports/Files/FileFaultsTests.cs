using System.Text;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Tests.Imports.Files;

/// <summary>What is told of a file as text before anything of it is judged.</summary>
public sealed class FileFaultsTests
{
    private const string Header = "Naam;E-mail;Nota\n";

    [Theory]
    [InlineData("An;an@a.example;\"rustig\nBo;bo@a.example;x\nCi;ci@a.example;y\n", "2", 1)]
    [InlineData("\"An\nPeeters\";an@a.example;\"rustig\nCi;ci@a.example;y\n", "3", 2)]
    [InlineData("\"An;an@a.example;x\n\"Bo;bo@a.example;x\n", "2, 3", 2)]
    [InlineData("An;an@a.example;\"x", "2", 1)]
    public void A_quote_that_is_not_closed_is_told_with_the_line_on_which_it_is_opened(string rows, string lines, int count)
    {
        var fault = Assert.Single(FaultsOf(rows).All, each => each.Reason == RejectionReason.UnbalancedQuote);

        Assert.Equal((lines, count), (string.Join(", ", fault.Lines), fault.Rows));
    }

    [Fact]
    public void Rows_inside_another_are_counted_because_nobody_else_would_tell_of_them()
    {
        var faults = FaultsOf("An;an@a.example;\"scherm\nBo;bo@a.example;x\nCi;ci@a.example;y\nDi;di@a.example;24\"\nEl;el@a.example;z\n");

        Assert.Equal([new SwallowedRows(2, 5, 3)], faults.Swallowed);
        Assert.Equal((2, 3), (faults.Rows, faults.RowsSwallowed));
        Assert.Empty(faults.All);
    }

    [Theory]
    [InlineData("An;an@a.example;\"Kent Java; C#; SQL\nen woont in Gent; Brugge; Aalst\"\n")]
    [InlineData("An;an@a.example;\"regel 1\r\nregel 2\rregel 3\"\r\n")]
    public void A_note_of_several_lines_is_no_row_inside_another(string rows)
    {
        var faults = FaultsOf(rows);

        Assert.Empty(faults.Swallowed);
        Assert.Empty(faults.All);
    }

    [Fact]
    public void Of_many_the_first_places_are_named_and_all_are_counted()
    {
        var one = "An;an@a.example;\"scherm\nBo;bo@a.example;24\"\n";
        var faults = FaultsOf(string.Concat(Enumerable.Repeat(one, 8)) + string.Concat(Enumerable.Repeat("te weinig\n", 8)));

        Assert.Equal((5, 8), (faults.Swallowed.Count, faults.RowsSwallowed));
        var few = Assert.Single(faults.All);
        Assert.Equal((RejectionReason.TooFewFields, 8, 5), (few.Reason, few.Rows, few.Lines.Count));
    }

    [Theory]
    [InlineData("An;an@a.example;x\nBo;bo@a", 3L)]
    [InlineData("An;an@a.example;x\nBo;bo@a\n", null)]
    [InlineData("An;an@a.example;x\nBo;bo@a.example;y", null)]
    [InlineData("An;an@a\nBo;bo@a.example;y", null)]
    public void A_last_row_without_an_end_and_with_too_few_fields_is_cut_off(string rows, long? line) => Assert.Equal(line, FaultsOf(rows).CutOffLine);

    [Fact]
    public void Each_kind_is_told_with_its_rows_and_where_they_stand()
    {
        var faults = FaultsOf("An;an@a.example;\0\nBo;bo@a.example;x;te veel\nCi;ci@a.example\nDi;di@a.example;\uFFFE\nEl;el@a.example;goed\n");

        Assert.Equal(
            ["ControlCharacters 1 2", "TooFewFields 1 4", "TooManyFields 1 3", "ForbiddenCharacters 1 5"],
            faults.All.Select(fault => $"{fault.Reason} {fault.Rows} {fault.Lines[0]}"));
        Assert.Equal(5, faults.Rows);
    }

    [Fact]
    public void Two_columns_say_too_little_to_tell_a_row_from_a_sentence()
    {
        var faults = ReadFile.From("Naam;E-mail\n\"An\nBo;bo@a.example\nCi\";an@a.example\n").File.Faults;

        Assert.Empty(faults.Swallowed);
    }

    private static FileFaults FaultsOf(string rows) => ReadFile.From(Encoding.UTF8.GetBytes(Header + rows)).File.Faults;
}
