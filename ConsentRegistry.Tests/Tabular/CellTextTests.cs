using ConsentRegistry.Core.Tabular.Workbooks;

namespace ConsentRegistry.Tests.Tabular;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("475000501", "475000501")]
    [InlineData("4.75000501E8", "475000501")]
    [InlineData("475000501.0", "475000501")]
    [InlineData("0475000501", "0475000501")]
    [InlineData("12345678901234567", "12345678901234567")]
    [InlineData("0.30000000000000004", "0.3")]
    [InlineData("1E-3", "0.001")]
    [InlineData("-2.50", "-2.5")]
    [InlineData("-0.0", "0")]
    [InlineData("1.5E+300", "1.5E+300")]
    [InlineData("geen getal", "geen getal")]
    public void A_number_is_what_somebody_typed(string raw, string text) => Assert.Equal(text, CellText.OfNumber(raw));

    [Theory]
    [InlineData(46_086, "2026-03-05")]
    [InlineData(46_087.6041666667, "2026-03-06T14:30:00")]
    [InlineData(46_087.999_999_9, "2026-03-07")]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(60, "60")]
    [InlineData(61, "1900-03-01")]
    [InlineData(0.25, "06:00:00")]
    [InlineData(-1, "-1")]
    [InlineData(2_958_465, "9999-12-31")]
    [InlineData(2_958_466, "2958466")]
    [InlineData(475_000_501, "475000501")]
    public void A_day_is_written_as_one_where_it_can_be_one(double number, string text) => Assert.Equal(text, CellText.OfTime(number, NumberKind.Date, false));

    [Fact]
    public void Some_workbooks_count_from_1904() => Assert.Equal("2026-03-05", CellText.OfTime(46_086 - 1_462, NumberKind.Date, true));

    [Fact]
    public void A_length_of_time_may_be_longer_than_a_day() => Assert.Equal("26:30:00", CellText.OfTime(26.5 / 24, NumberKind.Duration, false));

    [Theory]
    [InlineData("dd/mm/yyyy", NumberKind.Date)]
    [InlineData("[$-813]d mmmm yyyy;@", NumberKind.Date)]
    [InlineData("h:mm AM/PM", NumberKind.Date)]
    [InlineData("[h]:mm:ss", NumberKind.Duration)]
    [InlineData("General", NumberKind.Plain)]
    [InlineData("0000", NumberKind.Plain)]
    [InlineData("[Red]#,##0.00", NumberKind.Plain)]
    [InlineData("0.00\\d", NumberKind.Plain)]
    [InlineData("\"dag\" 0", NumberKind.Plain)]
    [InlineData("0_d;[Red]d", NumberKind.Plain)]
    [InlineData("0.00E+00", NumberKind.Plain)]
    [InlineData("@", NumberKind.Plain)]
    [InlineData("\"open", NumberKind.Plain)]
    [InlineData("[", NumberKind.Plain)]
    internal void A_format_tells_days_from_numbers(string code, NumberKind kind) => Assert.Equal(kind, NumberFormat.Of(code));
}
