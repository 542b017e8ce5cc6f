using System.Text;
using ConsentRegistry.Core.Mail;

namespace ConsentRegistry.Tests.Mail;

public sealed class EnvelopeAddressTests
{
    [Theory]
    [InlineData("an@post.example", "an@post.example", false)]
    [InlineData("a.n+tag@post.example", "a.n+tag@post.example", false)]
    [InlineData("an@bücher.example", "an@xn--bcher-kva.example", false)]
    [InlineData("zoë@post.example", "zoë@post.example", true)]
    public void An_address_is_written_with_its_domain_in_ascii(string text, string written, bool needsSmtpUtf8)
    {
        var address = EnvelopeAddress.Parse(text);

        Assert.Equal(written, address.ToString());
        Assert.Equal(needsSmtpUtf8, address.NeedsSmtpUtf8);
    }

    [Theory]
    [InlineData("an@post.example\r\nRCPT TO:<other@post.example>")]
    [InlineData("an\r\n@post.example")]
    [InlineData("an@post.example\n")]
    [InlineData("an>@post.example")]
    [InlineData("an @post.example")]
    [InlineData("an\u0085@post.example")]
    [InlineData("an\u2028@post.example")]
    [InlineData("an@post.example> SIZE=1")]
    [InlineData(".an@post.example")]
    [InlineData("an.@post.example")]
    [InlineData("a..n@post.example")]
    [InlineData("@post.example")]
    [InlineData("an@")]
    [InlineData("an")]
    [InlineData("")]
    [InlineData(null)]
    public void Nothing_that_could_end_the_command_early_is_an_address(string? text)
    {
        Assert.False(EnvelopeAddress.TryParse(text, out _));
        var refusal = Assert.Throws<FormatException>(() => EnvelopeAddress.Parse(text));
        Assert.DoesNotContain("post.example", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_local_part_has_at_most_64_octets(int length, bool good) =>
        Assert.Equal(good, EnvelopeAddress.TryParse(new string('a', length) + "@post.example", out _));

    [Theory]
    [InlineData("Subject: x\r\n\r\nbare\nfeed\r\n")]
    [InlineData("Subject: x\r\n\r\nbare\rreturn\r\n")]
    [InlineData("Subject: x\r\n\r\nsmuggled\n.\r\nMAIL FROM:<x@y.example>\r\n")]
    [InlineData("Subject: x\r\n\r\nno end")]
    [InlineData("")]
    public void Content_with_a_lone_cr_or_lf_is_no_message(string content) =>
        Assert.Throws<ArgumentException>(() => new OutgoingMail(SomeMail.DeliveryId, EnvelopeAddress.Parse("an@post.example"), Encoding.UTF8.GetBytes(content)));
}
