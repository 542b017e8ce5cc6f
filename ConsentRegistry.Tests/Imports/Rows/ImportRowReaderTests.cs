using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Tests.Imports.Rows;

public sealed class ImportRowReaderTests
{
    [Theory]
    [InlineData("an@a.example;0475123456", null, "")]
    [InlineData("onbekend;0475123456", null, "email InvalidEmail")]
    [InlineData("an@a.example;112", null, "phone InvalidPhone")]
    [InlineData("onbekend;112", RejectionReason.InvalidEmail, "")]
    [InlineData(";112", RejectionReason.InvalidPhone, "")]
    [InlineData("onbekend;", RejectionReason.InvalidEmail, "")]
    [InlineData(" ;-", RejectionReason.InvalidPhone, "")]
    [InlineData("\u00A0;x", RejectionReason.InvalidPhone, "")]
    [InlineData(" ; ;An", RejectionReason.NoContactPoint, "")]
    public void One_usable_contact_point_is_enough(string row, RejectionReason? rejection, string warnings)
    {
        var read = ReadFile.From($"E-mail;Telefoon;Naam\n{row}{(row.Count(c => c == ';') < 2 ? ";An" : "")}\n");
        Assert.Equal(rejection, read.Rejected.Select(r => (RejectionReason?)r.Reason).SingleOrDefault());
        Assert.Equal(warnings, string.Join(' ', read.Rows.SelectMany(r => r.Warnings).Select(w => $"{w.Field.Word()} {w.Reason}")));
    }

    [Theory]
    [InlineData("a@x.example", "b@x.example", "a@x.example", "b@x.example", 0)]
    [InlineData("a@x.example; b@x.example", "", "a@x.example", "b@x.example", 0)]
    [InlineData("a@x.example / b@x.example", "c@x.example", "a@x.example", "c@x.example", 1)]
    [InlineData("geen; b@x.example", "", "b@x.example", null, 0)]
    [InlineData("", "b@x.example", null, "b@x.example", 0)]
    [InlineData("a@x.example", "A@X.example", "a@x.example", null, 0)]
    public void Second_addresses_come_from_their_column_or_from_the_same_cell(string cell, string second, string? email, string? secondEmail, int more)
    {
        var row = Assert.Single(ReadFile.From($"E-mail,E-mail 2\n{cell},{second}\n").Rows);
        Assert.Equal(email, row.Email?.Exact);
        Assert.Equal(secondEmail, row.SecondEmail?.Exact);
        Assert.Equal(more, row.MoreEmails.Count);
    }

    [Theory]
    [InlineData("Jan van den Broeck", "Jan", "van den Broeck")]
    [InlineData("  van den\u00A0 Broeck ,  Jan ", "Jan", "van den Broeck")]
    [InlineData("Cher", "Cher", null)]
    [InlineData("<b>Jan</b> Maes", "<b>Jan</b>", "Maes")]
    [InlineData("", null, null)]
    public void A_full_name_is_split(string full, string? given, string? family)
    {
        var row = Assert.Single(ReadFile.From($"Naam;E-mail\n{full};a@x.example\n").Rows);
        Assert.Equal(given, row.GivenName);
        Assert.Equal(family, row.FamilyName);
    }

    [Theory]
    [InlineData("Jan", "De Smet", "Jan")]
    [InlineData("Jan De Smet", "De Smet", "Jan")]
    public void A_name_beside_the_last_name_gives_the_given_name(string name, string last, string given)
    {
        var row = Assert.Single(ReadFile.From($"Name;Last name;E-mail\n{name};{last};a@x.example\n").Rows);
        Assert.Equal((given, last), (row.GivenName, row.FamilyName));
    }

    [Theory]
    [InlineData("ja", "", true)]
    [InlineData(" X ", "", true)]
    [InlineData("OUI", "", true)]
    [InlineData("1", "", true)]
    [InlineData("Unsubscribed", "", true)]
    [InlineData("cleaned", "", true)]
    [InlineData("Blocklisted", "", true)]
    [InlineData("opted out", "", true)]
    [InlineData("2025-05-01", "", true)]
    [InlineData("", "2025-05-01 10:00:00", true)]
    [InlineData("nee", "45526", true)]
    [InlineData("nee", "", false)]
    [InlineData("0", "", false)]
    [InlineData("false", "-", false)]
    [InlineData("subscribed", "", false)]
    [InlineData("enabled", "", true)]
    [InlineData("onbekend", "", true)]
    [InlineData("nee", "ja, per telefoon", true)]
    [InlineData("n.v.t.", "0000-00-00", false)]
    [InlineData("neen", "null", false)]
    [InlineData("", "", false)]
    public void Opted_out_is_every_filled_cell_but_a_plain_negative(string says, string when, bool optedOut) =>
        Assert.Equal(optedOut, Assert.Single(ReadFile.From($"E-mail;Uitgeschreven;Uitgeschreven op;X\na@x.example;{says};{when};\n").Rows).OptedOut);

    [Theory]
    [InlineData("31/12/2025", "2025-12-31")]
    [InlineData("3/4/2025", "2025-04-03")]
    [InlineData("31-12-25", "2025-12-31")]
    [InlineData("31.12.2025", "2025-12-31")]
    [InlineData("2025-12-31", "2025-12-31")]
    [InlineData("2025-12-31T22:59:59Z", "2025-12-31")]
    [InlineData("2025-12-31 10:00", "2025-12-31")]
    [InlineData("31/12/2025 10:00", "2025-12-31")]
    [InlineData("20251231", "2025-12-31")]
    [InlineData("13 Dec 2024", "2024-12-13")]
    [InlineData("13 décembre 2024", "2024-12-13")]
    [InlineData("1 mei 2024", "2024-05-01")]
    [InlineData("Dec 13, 2024", "2024-12-13")]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("60", null)]
    [InlineData("61", "1900-03-01")]
    [InlineData("45526", "2024-08-22")]
    [InlineData("45774.4375", "2025-04-27")]
    [InlineData("45774,4375", "2025-04-27")]
    [InlineData("29/02/2024", "2024-02-29")]
    [InlineData("29/02/2025", null)]
    [InlineData("12/25/2025", "2025-12-25")]
    [InlineData("13/25/2025", null)]
    [InlineData("1711362000", "2024-03-25")]
    [InlineData("1711362000000", "2024-03-25")]
    [InlineData("1711362000.0", "2024-03-25")]
    [InlineData("Mon, 25 Mar 2024 10:00:00 +0100", "2024-03-25")]
    [InlineData("mardi 26 mars 2024", "2024-03-26")]
    [InlineData("20240325101500", "2024-03-25")]
    [InlineData("475000501", null)]
    [InlineData("0", null)]
    [InlineData("0475/12.24.56", null)]
    [InlineData("op aanvraag", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Days_are_read_day_before_month_where_both_could_be_one(string? raw, string? day)
    {
        Assert.Equal(day is not null, ImportDates.TryRead(raw, out var read));
        Assert.Equal(day ?? "0001-01-01", read.ToString("O", null));
    }
}
