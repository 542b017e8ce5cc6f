using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Campaigns.Audiences;

public sealed class MatchReasonTests
{
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
        expected, MatchReason.For(Campaign(MessageKind.ProjectOffer, reason), skills.Split(", ", StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Other_kinds_have_none() => Assert.Null(MatchReason.For(Campaign(MessageKind.ServiceNews, "Java"), ["Java"]));

    private static Campaign Campaign(MessageKind kind, string? reason) => new() { Name = "Java", CreatedBy = "cli:test", Kind = kind, MatchReason = reason };
}
