using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Campaigns.Audiences;

public sealed class MatchReasonTests
{
    private static readonly Dictionary<string, string> InTwo = new() { ["nl"] = "Uw Java", ["fr"] = "Votre Java" };

    [Theory]
    [InlineData("Java, Gent", "Java", "Java, Gent")]
    [InlineData("java in Gent", "Java, Spring", "java in Gent, Spring")]
    [InlineData("JavaScript", "Java", "JavaScript, Java")]
    [InlineData("C++ en C#", "C, C#", "C++ en C#, C")]
    [InlineData("Wij zoeken iemand in Gent.", "Java, Spring", "Wij zoeken iemand in Gent. Java, Spring")]
    [InlineData(null, "Java, Spring", "Java, Spring")]
    [InlineData("Java, Gent", "", "Java, Gent")]
    [InlineData(null, "", null)]
    public void The_reason_reads_as_one_and_names_each_skill_once(string? reason, string skills, string? expected) => Assert.Equal(
        expected, MatchReason.For(Campaign(MessageKind.ProjectOffer, MatchReasons.Of(reason)), "nl", skills.Split(", ", StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Other_kinds_have_none() => Assert.Null(MatchReason.For(Campaign(MessageKind.ServiceNews, MatchReasons.Of("Java")), "nl", ["Java"]));

    [Theory]
    [InlineData("nl", "Uw Java, Spring")]
    [InlineData("fr", "Votre Java, Spring")]
    [InlineData("en", "Spring")]
    public void A_reader_is_told_in_the_language_of_the_mail_or_not_at_all(string language, string expected) =>
        Assert.Equal(expected, MatchReason.For(Campaign(MessageKind.ProjectOffer, MatchReasons.Of(null, InTwo)), language, ["Spring"]));

    [Fact]
    public void Whoever_gets_the_mail_in_another_language_is_told_in_that_one()
    {
        var campaign = Campaign(MessageKind.ProjectOffer, MatchReasons.Of(null, InTwo));
        campaign.Texts.Add(new CampaignText { Language = "fr", Subject = "", Text = "", Html = "" });

        Assert.Equal("Votre Java", MatchReason.For(campaign, "nl", []));
        Assert.Equal("Votre Java", MatchReason.For(campaign, null, []));
    }

    [Fact]
    public void One_text_is_kept_as_it_stands_and_several_come_back_as_they_were()
    {
        Assert.Equal("Java", MatchReasons.Of(" Java ")!.Stored());
        foreach (var reasons in new[] { MatchReasons.Of("Java")!, MatchReasons.Of("{Java}")!, MatchReasons.Of(null, InTwo)!, MatchReasons.Of("Java", InTwo)! })
        {
            Assert.Equal(reasons, MatchReasons.Read(reasons.Stored()));
        }

        // As it was kept before there was a text a language.
        Assert.Equal(MatchReasons.Of("{ of C#"), MatchReasons.Read("{ of C#"));
        Assert.Null(MatchReasons.Of(" ", new Dictionary<string, string> { ["nl"] = "" }));
    }

    [Fact]
    public void A_text_for_everybody_is_that_of_every_language_without_its_own()
    {
        var reasons = MatchReasons.Of("Java", InTwo)!;

        Assert.Equal(("Votre Java", "Java", "Java"), (reasons.In("fr"), reasons.In("en"), reasons.In(null)));
        Assert.Equal("…", MatchReasons.Of(null, InTwo)!.OrForAll("…").In("en"));
        Assert.Equal("Java", reasons.OrForAll("…").In("en"));
    }

    private static Campaign Campaign(MessageKind kind, MatchReasons? reasons) => new() { Name = "Java", CreatedBy = "cli:test", Kind = kind, MatchReason = reasons };
}
