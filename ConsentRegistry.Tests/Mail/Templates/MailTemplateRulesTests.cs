using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using static ConsentRegistry.Core.Mail.Templates.MailTemplateProblemCode;

namespace ConsentRegistry.Tests.Mail.Templates;

public sealed class MailTemplateRulesTests
{
    private static readonly MailTemplate Good = new()
    {
        Kind = MessageKind.ProjectOffer, Language = "nl", CarriesNotice = false, Subject = "Een project",
        Text = "{{controllerName}} {{controllerAddress}} {{dpoEmail}} {{unsubscribeUrl}}",
        Html = "<p>{{controllerName}} {{controllerAddress}} {{dpoEmail}} <a href=\"{{unsubscribeUrl}}\">weg</a></p>",
    };

    private static MailTemplateProblem Only(MailTemplate template) => Assert.Single(MailTemplateRules.Check(template));

    private static MailTemplateProblem OnlyWith(string html) => Only(Good with { Html = Good.Html + html });

    [Fact]
    public void A_template_with_all_it_needs_has_no_problem() => Assert.Empty(MailTemplateRules.Check(Good));

    [Theory]
    [InlineData("{{controllerName}}", ControllerNameMissing)]
    [InlineData("{{controllerAddress}}", ControllerAddressMissing)]
    [InlineData("{{dpoEmail}}", DpoAddressMissing)]
    [InlineData("{{unsubscribeUrl}}", WayOutMissing)]
    public void Each_required_thing_is_missed_in_either_part(string placeholder, MailTemplateProblemCode code)
    {
        var text = Only(Good with { Text = Good.Text.Replace(placeholder, "", StringComparison.Ordinal) });
        Assert.Equal((code, MailTemplatePart.Text), (text.Code, text.Part));

        var html = MailTemplateRules.Check(Good with { Html = Good.Html.Replace(placeholder, "", StringComparison.Ordinal) });
        Assert.Contains(new MailTemplateProblem(code, MailTemplatePart.Html), html);
    }

    [Fact]
    public void The_postal_address_of_the_DPO_serves_as_well_as_the_mail_address() =>
        Assert.Empty(MailTemplateRules.Check(Good with { Text = Good.Text.Replace("dpoEmail", "dpoAddress", StringComparison.Ordinal) }));

    [Fact]
    public void The_way_out_in_the_HTML_part_is_a_link_that_shows()
    {
        Assert.Equal(WayOutMissing, Only(Good with { Html = Good.Html.Replace("<a href=\"{{unsubscribeUrl}}\">weg</a>", "{{unsubscribeUrl}}", StringComparison.Ordinal) }).Code);
        Assert.Equal(WayOutMissing, Only(Good with { Html = Good.Html.Replace("<a href=\"{{unsubscribeUrl}}\">weg</a>", "<!-- <a href=\"{{unsubscribeUrl}}\">weg</a> -->", StringComparison.Ordinal) }).Code);
    }

    [Theory]
    [InlineData(MessageKind.ServiceNews, false)]
    [InlineData(MessageKind.PolicyNotice, true)]
    public void The_link_to_all_choices_is_way_out_enough_only_without_a_topic(MessageKind kind, bool enough)
    {
        var template = Good with
        {
            Kind = kind, Text = Good.Text.Replace("unsubscribeUrl", "preferencesUrl", StringComparison.Ordinal),
            Html = Good.Html.Replace("unsubscribeUrl", "preferencesUrl", StringComparison.Ordinal),
        };

        Assert.Equal(enough, MailTemplateRules.Check(template).Count == 0);
    }

    [Fact]
    public void A_notice_that_is_claimed_must_be_there_and_one_that_is_there_must_be_claimed()
    {
        Assert.All(MailTemplateRules.Check(Good with { CarriesNotice = true }), p => Assert.Equal(NoticeTextMissing, p.Code));
        Assert.Equal(2, MailTemplateRules.Check(Good with { CarriesNotice = true }).Count);
        Assert.Equal(NoticeNotDeclared, Only(Good with { Text = Good.Text + "{{noticeText}}" }).Code);
        Assert.Empty(MailTemplateRules.Check(Good with { CarriesNotice = true, Text = Good.Text + "{{noticeText}}", Html = Good.Html + "<div>{{noticeText}}</div>" }));
    }

    [Theory]
    [InlineData("", SubjectEmpty, null)]
    [InlineData(" \t", SubjectEmpty, null)]
    [InlineData("x {{nobody}}", PlaceholderUnknown, "nobody")]
    [InlineData("x {{GivenName}}", PlaceholderUnknown, "GivenName")]
    [InlineData("x {{noticeText}}", PlaceholderMisplaced, "noticeText")]
    [InlineData("x {{unsubscribeUrl}}", PlaceholderMisplaced, "unsubscribeUrl")]
    public void A_subject_is_one_line_of_known_words(string subject, MailTemplateProblemCode code, string? detail) =>
        Assert.Equal(new MailTemplateProblem(code, MailTemplatePart.Subject, detail), Only(Good with { Subject = subject }));

    [Fact]
    public void An_empty_part_and_an_unknown_language_are_named()
    {
        Assert.Equal(TextEmpty, Only(Good with { Text = " " }).Code);
        Assert.Equal(HtmlEmpty, Only(Good with { Html = "" }).Code);
        Assert.Equal(LanguageUnknown, Only(Good with { Language = "de" }).Code);
    }

    [Theory]
    [InlineData("<script>x</script>", ElementForbidden, "script")]
    [InlineData("<form action=\"x\"><br></form>", ElementForbidden, "form")]
    [InlineData("<iframe>", ElementForbidden, "iframe")]
    [InlineData("<style>p{}</style>", ElementForbidden, "style")]
    [InlineData("<SVG/onload=x>", ElementForbidden, "svg")]
    public void An_element_that_mail_has_no_use_for_is_refused(string html, MailTemplateProblemCode code, string detail) =>
        Assert.Contains(new MailTemplateProblem(code, MailTemplatePart.Html, detail), MailTemplateRules.Check(Good with { Html = Good.Html + html }));

    [Theory]
    [InlineData("<p onclick=\"x\">a</p>", EventHandlerForbidden)]
    [InlineData("<p ONMOUSEOVER='x'>a</p>", EventHandlerForbidden)]
    [InlineData("<p id=\"x\">a</p>", AttributeForbidden)]
    [InlineData("<meta http-equiv=\"refresh\">", AttributeForbidden)]
    [InlineData("<a href=\"javascript:x\">a</a>", LinkForbidden)]
    [InlineData("<a href=\" java&#115;cript:x\">a</a>", LinkForbidden)]
    [InlineData("<a href=\"java\tscript:x\">a</a>", LinkForbidden)]
    [InlineData("<a href=\"data:text/html,x\">a</a>", LinkForbidden)]
    [InlineData("<a href=\"{{matchReason}}\">a</a>", LinkForbidden)]
    [InlineData("<a href=\"https://x.example/{{fullName}}\">a</a>", LinkForbidden)]
    [InlineData("<a href=\"mailto:{{givenName}}\">a</a>", LinkForbidden)]
    [InlineData("<img src=\"https://track.example/1.gif\" alt=\"\">", RemoteContentForbidden)]
    [InlineData("<img src=\"//track.example/1.gif\" alt=\"\">", RemoteContentForbidden)]
    [InlineData("<p style=\"background:url(https://track.example)\">a</p>", RemoteContentForbidden)]
    [InlineData("<p style=\"background:u\\rl(x)\">a</p>", RemoteContentForbidden)]
    [InlineData("<p style=\"display: none\">a</p>", HiddenTextForbidden)]
    [InlineData("<p style=\"font-size:0px\">a</p>", HiddenTextForbidden)]
    [InlineData("<p title=\"{{fullName}}\">a</p>", PlaceholderMisplaced)]
    [InlineData("<p <b>a</p>", HtmlMalformed)]
    [InlineData("1 < 2", HtmlMalformed)]
    [InlineData("<p style=\"open>a</p>", HtmlMalformed)]
    [InlineData("<!-- open", HtmlMalformed)]
    public void What_could_run_fetch_or_hide_is_refused(string html, MailTemplateProblemCode code) => Assert.Equal(code, OnlyWith(html).Code);

    [Theory]
    [InlineData("<a href=\"https://x.example/?a=1&amp;b\">a</a>")]
    [InlineData("<a href=\"mailto:{{dpoEmail}}\">a</a>")]
    [InlineData("<a href='{{ noticeUrl }}'>a</a>")]
    [InlineData("<a href=\"tel:+3225550100\">a</a>")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\" alt=\"Logo\" />")]
    [InlineData("<p style=\"font-size:0.9em\" lang=\"fr\">a</p><!-- a note -->")]
    [InlineData("<table role=\"presentation\"><tr><td colspan=2>a</td></tr></table>")]
    public void Simple_mail_is_let_through(string html) => Assert.Empty(MailTemplateRules.Check(Good with { Html = Good.Html + html }));

    [Theory]
    [InlineData("<p>left open<div>a")]
    [InlineData("<ul><li>a<li>b</ul>")]
    [InlineData("<P STYLE='COLOR:#333'>a</P>")]
    [InlineData("a &gt; b &lt; c &copy; &nosuch; AT&T")]
    [InlineData("<!-- <script>x</script> -->")]
    [InlineData("<p>one\r\ntwo</p>\r\n<p title=\"a > b\">three</p>")]
    public void What_a_parser_reads_as_it_is_meant_is_let_through(string html) =>
        Assert.Empty(MailTemplateRules.Check(Good with { Html = Good.Html + html }));

    [Theory]
    [InlineData("<a href=\"&#106;avascript&colon;x\">a</a>", LinkForbidden)]
    [InlineData("<a href=\"java&Tab;script:x\">a</a>", LinkForbidden)]
    [InlineData("<A HREF=JAVASCRIPT:x>a</A>", LinkForbidden)]
    [InlineData("<td onclick=\"x\">a</td>", EventHandlerForbidden)]
    [InlineData("<p/onclick=x>a</p>", EventHandlerForbidden)]
    [InlineData("<p style=\"background:&#117;rl(x)\">a</p>", RemoteContentForbidden)]
    [InlineData("<p style=\"background:\\75rl(x)\">a</p>", RemoteContentForbidden)]
    [InlineData("<p style=\"background:u/**/rl(x)\">a</p>", RemoteContentForbidden)]
    [InlineData("<p style=\"DISPLAY:NONE\">a</p>", HiddenTextForbidden)]
    [InlineData("<a href=\"https://x.example\" HREF=\"javascript:x\">a</a>", HtmlMalformed)]
    [InlineData("<p title=a\"b>a</p>", HtmlMalformed)]
    [InlineData("</ p>", HtmlMalformed)]
    [InlineData("<![if mso]>a<![endif]>", HtmlMalformed)]
    [InlineData("a > b", HtmlMalformed)]
    [InlineData("a\0b", HtmlMalformed)]
    public void What_is_spelt_in_another_way_is_refused_all_the_same(string html, MailTemplateProblemCode code) =>
        Assert.Equal(code, OnlyWith(html).Code);

    [Theory]
    [InlineData("<scr\0ipt>x</scr\0ipt>", "scr\uFFFDipt")]
    [InlineData("<ScRiPt>x</sCrIpT>", "script")]
    [InlineData("<svg><a href=\"https://x.example\">a</a></svg>", "svg")]
    [InlineData("<p><svg><style>p{}</style></svg></p>", "style")]
    [InlineData("<table><script>x</script></table>", "script")]
    public void An_element_is_found_wherever_it_stands(string html, string element) => Assert.Contains(
        new MailTemplateProblem(ElementForbidden, MailTemplatePart.Html, element),
        MailTemplateRules.Check(Good with { Html = Good.Html + html }));

    [Fact]
    public void What_is_malformed_is_shown_from_where_it_begins() =>
        Assert.Equal(new MailTemplateProblem(HtmlMalformed, MailTemplatePart.Html, "<p <b>a</p>"), OnlyWith("<p>x</p>\n<p <b>a</p>"));

    [Theory]
    [InlineData("<head><title>{{unsubscribeUrl}}</title></head><p><a href=\"{{unsubscribeUrl}}\">weg</a></p>", true)]
    [InlineData("<p><a href=\"&#123;{unsubscribeUrl}}\">weg</a></p>", false)]
    [InlineData("<p><a title=\"href={{unsubscribeUrl}}\">weg</a></p>", false)]
    [InlineData("<p><A\nHREF={{unsubscribeUrl}}>weg</A>", true)]
    public void The_way_out_is_the_link_that_a_reader_can_follow(string html, bool thereIsOne)
    {
        var template = Good with { Html = html + "<p>{{controllerName}} {{controllerAddress}} {{dpoEmail}}</p>" };

        Assert.NotEqual(thereIsOne, MailTemplateRules.Check(template).Any(problem => problem.Code == WayOutMissing));
    }

    [Fact]
    public void Every_problem_has_the_key_of_its_sentence() =>
        Assert.Equal("MailTemplate.SubjectEmpty", Only(Good with { Subject = "" }).SentenceKey);
}
