using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Rows;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Imports.Rows;

public sealed class ImportRowRulesTests
{
    private static readonly Guid Somebody = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid SomebodyElse = new("00000000-0000-7000-8000-000000000002");
    private readonly ImportRowRules rules = new();
    private long line = 1;

    [Fact]
    public void Rows_that_share_an_address_through_another_row_are_one_person()
    {
        Add("a@x.example");
        Add("b@x.example", phone: "0475123456");
        Add("a+tag@x.example", phone: "+32475123456");
        Assert.Equal("2 Created, 3 DuplicateInFile, 4 DuplicateInFile", Judged());
        Assert.All(rules.Judge(), r => Assert.Equal(2, r.FirstLine));
    }

    [Fact]
    public void A_suppressed_row_suppresses_every_row_of_its_person()
    {
        Add("a@x.example");
        Add("a@x.example", suppressed: true);
        Add("b@x.example");
        Assert.Equal("2 Suppressed, 3 Suppressed, 4 Created", Judged());
    }

    [Fact]
    public void A_rejected_row_joins_nobody()
    {
        rules.Reject(++line, RejectionReason.TooFewFields);
        Add("a@x.example");
        Assert.Equal("2 Rejected, 3 Created", Judged());
        Assert.Equal(RejectionReason.TooFewFields, rules.Judge().First().Rejection);
    }

    [Theory]
    [InlineData("Jan", "Maes", false, RowOutcome.Unchanged)]
    [InlineData("Jan", "Maes", true, RowOutcome.Updated)]
    [InlineData("JAN", "Maës", false, RowOutcome.Unchanged)]
    [InlineData("Maes", "Jan", false, RowOutcome.Unchanged)]
    [InlineData(null, null, false, RowOutcome.Unchanged)]
    [InlineData("Jan", null, false, RowOutcome.Unchanged)]
    [InlineData("Piet", "Maes", true, RowOutcome.NeedsReview)]
    [InlineData("Jan", "Claes", false, RowOutcome.NeedsReview)]
    public void A_known_person_is_compared_by_name(string? given, string? family, bool gains, RowOutcome outcome)
    {
        Add("a@x.example", known: [new KnownPerson(Somebody, given, family, gains)]);
        var row = Assert.Single(rules.Judge());
        Assert.Equal((outcome, Somebody), (row.Outcome, row.Person));
    }

    [Fact]
    public void A_row_that_could_be_two_known_people_needs_review()
    {
        Add("a@x.example", known: [new KnownPerson(Somebody, "Jan", "Maes", false), new KnownPerson(SomebodyElse, "Jan", "Maes", false)]);
        var row = Assert.Single(rules.Judge());
        Assert.Equal((RowOutcome.NeedsReview, null), (row.Outcome, row.Person));
    }

    [Fact]
    public void Two_rows_of_one_person_that_match_two_known_people_need_review_once()
    {
        Add("a@x.example", known: [new KnownPerson(Somebody, "Jan", "Maes", false)]);
        Add("a@x.example", phone: "0475123456", known: [new KnownPerson(SomebodyElse, "Jan", "Maes", false)]);
        Assert.Equal("2 NeedsReview, 3 DuplicateInFile", Judged());
    }

    [Fact]
    public void A_person_known_through_a_later_row_gets_no_address_by_guess()
    {
        Add("a@x.example", phone: "0475123456");
        Add("b@x.example", phone: "0475123456", known: [new KnownPerson(Somebody, "Jan", "Maes", false)]);
        Assert.Equal("2 NeedsReview, 3 DuplicateInFile", Judged());
    }

    [Fact]
    public void Every_row_has_one_outcome_whatever_the_file()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            Add($"{random.Next(3_000)}@x.example", $"0475{random.Next(900_000) + 100_000}", random.Next(20) == 0);
        }

        var judged = rules.Judge().ToList();
        Assert.Equal(5_000, judged.Count);
        Assert.All(judged.GroupBy(r => r.FirstLine), person =>
            Assert.True(person.All(r => r.Outcome == RowOutcome.Suppressed) || (person.First().Outcome == RowOutcome.Created && person.Skip(1).All(r => r.Outcome == RowOutcome.DuplicateInFile))));
    }

    private void Add(string email, string? phone = null, bool suppressed = false, IReadOnlyList<KnownPerson>? known = null)
    {
        _ = EmailAddress.TryParse(email, out var address);
        _ = PhoneNumber.TryParse(phone, out var number);
        rules.Accept(new ImportRow { Line = ++line, Email = address, Phone = number, GivenName = "Jan", FamilyName = "Maes" }, suppressed ? SuppressionReason.OptOut : null, known ?? []);
    }

    private string Judged() => string.Join(", ", rules.Judge().Select(r => $"{r.Line} {r.Outcome}"));
}
