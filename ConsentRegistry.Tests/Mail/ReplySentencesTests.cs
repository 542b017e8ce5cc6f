using System.Globalization;
using ConsentRegistry.Core.Mail;

namespace ConsentRegistry.Tests.Mail;

public sealed class ReplySentencesTests
{
    [Theory]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("en")]
    public void Every_reply_of_our_own_is_a_sentence(string language) => Assert.All(
        Enum.GetNames<OwnReply>(), reply => Assert.EndsWith(".", ReplySentences.SentenceOf(reply, CultureInfo.GetCultureInfo(language)), StringComparison.Ordinal));

    [Theory]
    [InlineData("250 2.0.0 Ok")]
    [InlineData("1")]
    [InlineData("laidIntoPickupFolder")]
    [InlineData(null)]
    public void What_a_server_said_stays_as_it_is(string? reply) => Assert.Equal(reply, ReplySentences.SentenceOf(reply, CultureInfo.GetCultureInfo("nl")));

    [Fact]
    public void A_Dutch_reader_reads_Dutch() =>
        Assert.Equal("Het bestand is in de ophaalmap gelegd.", ReplySentences.SentenceOf(nameof(OwnReply.LaidIntoPickupFolder), CultureInfo.GetCultureInfo("nl-BE")));
}
