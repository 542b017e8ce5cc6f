using System.Text;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Composition;
using ConsentRegistry.Core.Mail.Templates;

namespace ConsentRegistry.Tests.Mail.Composition;

public sealed class MailComposerTests
{
    private static readonly MailComposer Composer = new(SomeMail.Organisation);

    private static string Written(MailContent content) => Encoding.ASCII.GetString(Composer.Compose(content).Content.Span);

    private static string Header(MailContent content, string name)
    {
        var head = Written(content).Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal);
        return Assert.Single(head.Split("\r\n"), l => l.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];
    }

    [Theory]
    [InlineData("Date", "Mon, 16 Mar 2026 09:00:00 +0100")]
    [InlineData("Message-ID", "<0197c2a0-0000-7000-8000-000000000001@imalink.example>")]
    [InlineData("From", "Imalink NV <contact@imalink.example>")]
    [InlineData("Reply-To", "Imalink NV <antwoord@imalink.example>")]
    [InlineData("To", "=?utf-8?b?Wm/Dqw==?= D'Hondt <zoe.dhondt@post.example>")]
    [InlineData("List-Unsubscribe", "<https://keuze.imalink.example/u/TOKEN>")]
    [InlineData("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
    [InlineData("List-Id", "Imalink NV Projects <projects.lists.imalink.example>")]
    [InlineData("Precedence", "bulk")]
    [InlineData("Auto-Submitted", "auto-generated")]
    [InlineData("Content-Language", "nl")]
    public void Every_campaign_mail_carries(string name, string value) => Assert.Equal(value, Header(SomeMail.Content, name));

    [Fact]
    public void The_same_delivery_gives_the_same_bytes() =>
        Assert.Equal(Composer.Compose(SomeMail.Content).Content.ToArray(), Composer.Compose(SomeMail.Content).Content.ToArray());

    [Fact]
    public void A_mail_is_pure_ASCII_in_short_lines_ended_by_CRLF()
    {
        var mail = Composer.Compose(SomeMail.Content);

        Assert.False(mail.HasEightBitBytes);
        Assert.All(Encoding.ASCII.GetString(mail.Content.Span).Split("\r\n"), line => Assert.True(line.Length <= 78 && !line.Contains('\n', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_or_subject_cannot_add_a_header()
    {
        var content = SomeMail.Content with
        {
            AddresseeName = "An\r\nBcc: other@post.example", Body = SomeMail.Content.Body with { Subject = "Hallo\r\nBcc: other@post.example\r\n\r\nnew body" },
        };

        Assert.Equal("Hallo Bcc: other@post.example new body", Header(content, "Subject"));
        Assert.Equal("\"An Bcc: other@post.example\" <zoe.dhondt@post.example>", Header(content, "To"));
        Assert.DoesNotContain("\r\nBcc:", Written(content), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_address_to_leave_by_stands_before_the_link_when_there_is_one()
    {
        var composer = new MailComposer(new() { Name = "N", SenderEmail = "a@b.example", ReplyToEmail = "a@b.example", UnsubscribeEmail = "weg@b.example" });

        Assert.Contains(
            "List-Unsubscribe: <mailto:weg@b.example?subject=unsubscribe>,\r\n <https://keuze.imalink.example/u/TOKEN>\r\n",
            Encoding.ASCII.GetString(composer.Compose(SomeMail.Content).Content.Span),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_token_stays_in_one_piece()
    {
        var url = "https://keuze.imalink.example/u/" + new string('x', 400);

        Assert.Equal($"<{url}>", Header(SomeMail.Content with { OneClickUrl = new Uri(url) }, "List-Unsubscribe"));
    }

    [Theory]
    [InlineData("mailto:weg@imalink.example")]
    [InlineData("/u/TOKEN")]
    [InlineData(null)]
    public void Without_a_web_address_to_leave_by_there_is_no_mail_on_a_topic(string? url) =>
        Assert.Throws<ArgumentException>(() => Composer.Compose(SomeMail.Content with { OneClickUrl = url is null ? null : new Uri(url, UriKind.RelativeOrAbsolute) }));

    [Fact]
    public void A_message_without_a_topic_is_no_list_mail()
    {
        var written = Written(SomeMail.Content with { Topic = null, OneClickUrl = null });

        Assert.DoesNotContain("List-", written, StringComparison.Ordinal);
        Assert.DoesNotContain("Precedence", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=b", "a=3Db\r\n")]
    [InlineData("é", "=C3=A9\r\n")]
    [InlineData("ends in blank ", "ends in blank=20\r\n")]
    [InlineData("one\ntwo\r\nthree\n\n", "one\r\ntwo\r\nthree\r\n")]
    [InlineData(".\n..x", "=2E\r\n=2E.x\r\n")]
    [InlineData("", "\r\n")]
    public void Text_is_written_in_quoted_printable(string text, string written)
    {
        var body = Written(SomeMail.Content with { Body = new FilledMail("nl", "x", text, "<p>x</p>") });

        Assert.Contains("quoted-printable\r\n\r\n" + written + "--=_", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(75, 0)]
    [InlineData(76, 1)]
    public void A_line_is_broken_softly_after_75_characters(int length, int breaks)
    {
        var body = Written(SomeMail.Content with { Body = new FilledMail("nl", "x", new string('a', length), "<p>x</p>") });

        Assert.Equal(breaks, body.Split("a=\r\n").Length - 1);
    }

    [Theory]
    [InlineData(74, "=2E")]
    [InlineData(75, ".")]
    public void A_dot_at_the_start_of_a_line_is_encoded_where_the_line_has_room(int length, string first)
    {
        var text = "." + new string('a', length - 1);
        var body = Written(SomeMail.Content with { Body = new FilledMail("nl", "x", text, "<p>x</p>") });

        Assert.Contains($"quoted-printable\r\n\r\n{first}{text[1..]}\r\n--=_", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_with_letters_beyond_ASCII_is_written_as_it_is()
    {
        var mail = Composer.Compose(SomeMail.Content with { Addressee = EnvelopeAddress.Parse("zoë@post.example") });

        Assert.True(mail.HasEightBitBytes);
        var written = Encoding.UTF8.GetString(mail.Content.Span);
        Assert.Contains("\r\nTo: Zoë D'Hondt <zoë@post.example>\r\n", written, StringComparison.Ordinal);
    }
}
