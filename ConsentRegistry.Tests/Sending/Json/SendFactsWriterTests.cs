using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Json;
using CsCheck;

namespace ConsentRegistry.Tests.Sending.Json;

public sealed class SendFactsWriterTests
{
    private static readonly Func<SendFacts, SendFacts>[] Breaks =
    [
        facts => facts with { At = default },
        facts => facts with { SuppressionAvailable = default },
        facts => facts with { Settings = default },
        facts => facts with { DoNotCall = default },
        facts => facts with { Robinson = default },
        facts => facts with { DoNotCall = new ListCheckFacts { CheckedAt = facts.At, Listed = true, ListedAt = default } },
        facts => facts with { DoNotCall = new ListCheckFacts { CheckedAt = default, Listed = false } },
        facts => facts with { ContactPoint = new ContactPointFacts { Dead = default } },
        facts => facts with { ContactPoint = facts.ContactPoint with { Impersonal = default } },
        facts => facts.Message(m => m with { Kind = default }),
        facts => facts.Message(m => m with { Channel = default }),
        facts => facts.Message(m => m with { Promotional = default }),
        facts => facts.Message(m => m with { LegalCase = default }),
        facts => facts.Message(m => m with { LegalCase = "RC-1", LegalCaseAlreadySent = default }),
        facts => facts.Message(m => m with { ContractLink = default }),
        facts => facts.Message(m => m with { Offer = default }),
        facts => facts.Message(m => m with { MatchReason = default }),
        facts => facts.Message(m => m with { ObjectionOffered = default }),
        facts => facts.Message(m => m with { CarriesNotice = default }),
        facts => facts.Message(m => m with { PolicyVersion = default }),
        facts => facts.Message(m => m with { MeantForCompany = default }),
        facts => facts.Message(m => m with { DpoRelease = default }),
        facts => facts.Person(p => p with { Relationship = default }),
        facts => facts.Person(p => p with { NoticeGiven = default }),
        facts => facts.Person(p => p with { Restricted = default }),
        facts => facts.Person(p => p with { PolicyVersionsSent = default }),
        facts => facts.Person(p => p with { Events = default }),
        facts => facts.Person(p => p with { Permission = default }),
        facts => facts.Person(p => p with { Permission = new PermissionFacts { Source = default, LastOwnContactOn = default, ObjectionOffered = default } }),
        facts => facts.Person(p => p with { Sale = default }),
        facts => facts.Person(p => p with { Sale = new SaleFacts { SoldOn = default, AddressGotInSale = true, OwnSimilarServices = default } }),
        facts => facts.Person(p => p with { Service = default }),
        facts => facts.Person(p => p with { Service = new ServiceFacts { EndedOn = default } }),
    ];

    [Fact]
    public void What_is_written_gives_the_same_decision_by_the_same_rule() => FactsGenerator.Facts.Sample(AssertSame, iter: 10_000);

    [Fact]
    public void A_fact_that_could_not_be_read_stays_one_and_never_becomes_its_default() =>
        Gen.Select(FactsGenerator.Facts, FactsGenerator.One(Breaks), static (facts, broken) => broken(facts)).Sample(AssertSame, iter: 10_000);

    [Fact]
    public void The_reason_of_a_match_is_free_text_and_is_not_kept_while_the_offer_is()
    {
        var offer = SomeFacts.MatchedOffer().Message(m => m with { Offer = "P-7", MatchReason = "An knows Java" });

        var line = SendFactsWriter.Write(offer, "D-1");

        Assert.DoesNotContain("Java", line, StringComparison.Ordinal);
        Assert.Contains("\"matchReason\":\"given\"", line, StringComparison.Ordinal);
        Assert.Contains("\"offer\":\"P-7\"", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_goes_through_decide_under_its_id()
    {
        var output = new StringWriter();

        DecideFile.Run(new StringReader(SendFactsWriter.Write(SomeFacts.MatchedOffer(), "D \"1\"\n")), output, TestContext.Current.CancellationToken);

        Assert.Equal("{\"id\": \"D \\\"1\\\"\\n\", \"verdict\": \"Allow\", \"code\": \"ContactPermission\", \"rule\": \"G-16\"}\n", output.ToString());
    }

    [Fact]
    public void The_settings_are_kept_whole_because_what_ships_may_change() =>
        Assert.Contains("\"permissionMonths\":24", SendFactsWriter.Write(SomeFacts.MatchedOffer(), null), StringComparison.Ordinal);

    [Fact]
    public void An_instant_keeps_its_last_digit()
    {
        var at = SomeFacts.Now.AddTicks(1);

        Assert.Equal(at, SendFactsReader.Read(SendFactsWriter.Write(SomeFacts.MatchedOffer() with { At = at }, null)).At.Value);
    }

    private static void AssertSame(SendFacts facts)
    {
        var line = SendFactsWriter.Write(facts, "D-1");

        Assert.DoesNotContain('\n', line);
        Assert.True(SendGate.Decide(facts) == SendGate.Decide(SendFactsReader.Read(line)), line);
    }
}
