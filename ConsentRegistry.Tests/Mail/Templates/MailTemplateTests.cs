using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Tests.Mail.Templates;

public sealed class MailTemplateTests
{
    private static readonly MailTemplate Bare = new()
    {
        Kind = MessageKind.ProjectOffer, Language = "nl", CarriesNotice = false, Subject = "{{offerReference}}", Text = "{{fullName}}|{{matchReason}}",
        Html = "<p>{{fullName}}|{{matchReason}}</p>",
    };

    [Fact]
    public void Values_are_escaped_in_the_HTML_part_only()
    {
        var mail = Bare.Fill(SomeMail.Values with { MatchReason = "C++ <b>\"&\"</b>" }, SomeMail.Organisation);

        Assert.Equal("Zoë D'Hondt|C++ <b>\"&\"</b>", mail.Text);
        Assert.Equal("<p>Zoë D&#x27;Hondt|C&#x2B;&#x2B; &lt;b&gt;&quot;&amp;&quot;&lt;/b&gt;</p>", mail.Html);
    }

    [Fact]
    public void A_value_that_looks_like_a_placeholder_stays_as_it_is() =>
        Assert.Equal("{{dpoEmail}}|x", Bare.Fill(SomeMail.Values with { FullName = "{{dpoEmail}}", MatchReason = "x" }, SomeMail.Organisation).Text);

    [Fact]
    public void The_campaigns_own_text_becomes_paragraphs_lists_and_links()
    {
        var template = Bare with { Text = "a\n\n{{message}}\n\nb", Html = "{{message}}" };

        var mail = template.Fill(SomeMail.Values with { Message = "Een\ntwee\n\n- x\n- <y>\n\nMeer: https://www.imalink.example/?a=1&b=2" }, SomeMail.Organisation);

        Assert.Equal(
            """
            <p style="margin:0 0 1em 0">Een<br>twee</p>
            <ul><li>x</li><li>&lt;y&gt;</li></ul>
            <p style="margin:0 0 1em 0"><a href="https://www.imalink.example/?a=1&amp;b=2">Meer</a></p>

            """,
            mail.Html,
            ignoreLineEndingDifferences: true);
        Assert.Equal("a\n\nb", template.Fill(SomeMail.Values, SomeMail.Organisation).Text);
    }

    [Theory]
    [InlineData("www.example.com", "<a href=\"https://www.example.com\">www.example.com</a>")]
    [InlineData("Zie www.example.com/vacatures/12.", "Zie <a href=\"https://www.example.com/vacatures/12\">www.example.com/vacatures/12</a>.")]
    [InlineData("op WWW.Example.com, of bel", "op <a href=\"https://WWW.Example.com\">WWW.Example.com</a>, of bel")]
    [InlineData("(www.een-bureau.example.be/?a=1&b=2)", "(<a href=\"https://www.een-bureau.example.be/?a=1&amp;b=2\">www.een-bureau.example.be/?a=1&amp;b=2</a>)")]
    [InlineData("www.example.com/a_(b)!", "<a href=\"https://www.example.com/a_(b)\">www.example.com/a_(b)</a>!")]
    [InlineData("www.example.com:8080/x en www.example.org", "<a href=\"https://www.example.com:8080/x\">www.example.com:8080/x</a> en <a href=\"https://www.example.org\">www.example.org</a>")]
    [InlineData("Meer: www.example.com/x", "<a href=\"https://www.example.com/x\">Meer</a>")]
    [InlineData("Meer: www.example.com/x.", "Meer: <a href=\"https://www.example.com/x\">www.example.com/x</a>.")]
    [InlineData("Zie https://www.example.com/x?naar=www.example.org, nu", "Zie <a href=\"https://www.example.com/x?naar=www.example.org\">https://www.example.com/x?naar=www.example.org</a>, nu")]
    [InlineData("Meer: http://www.example.com/x", "<a href=\"http://www.example.com/x\">Meer</a>")]
    public void A_web_address_in_the_own_words_is_a_link_in_the_HTML_part_and_as_typed_in_the_other(string message, string expected)
    {
        var mail = (Bare with { Text = "{{message}}", Html = "{{message}}" }).Fill(SomeMail.Values with { Message = message }, SomeMail.Organisation);

        Assert.Equal($"<p style=\"margin:0 0 1em 0\">{expected}</p>", mail.Html.TrimEnd());
        Assert.Equal(message, mail.Text);
        Assert.Empty(HtmlPartRules.Check(mail.Html));
    }

    [Theory]
    [InlineData("www.")]
    [InlineData("www.example")]
    [InlineData("Het www. van vandaag")]
    [InlineData("awww.example.com")]
    [InlineData("an@www.example.com")]
    [InlineData("www.example.com@elders.example")]
    [InlineData("ftp://www.example.com")]
    [InlineData("Label: www.")]
    [InlineData("https:// www")]
    public void What_is_no_web_address_is_no_link(string message)
    {
        var mail = (Bare with { Text = "{{message}}", Html = "{{message}}" }).Fill(SomeMail.Values with { Message = message }, SomeMail.Organisation);

        Assert.Equal($"<p style=\"margin:0 0 1em 0\">{message}</p>", mail.Html.TrimEnd());
    }

    [Theory]
    [InlineData("nl", "Zoë", "Beste Zoë")]
    [InlineData("fr", "Zoë", "Bonjour Zoë")]
    [InlineData("en", "Zoë", "Dear Zoë")]
    [InlineData("nl", null, "Goeiedag")]
    [InlineData("fr", "", "Bonjour")]
    [InlineData("en", " ", "Hello")]
    public void The_salutation_does_without_a_name_that_is_not_known(string language, string? name, string expected)
    {
        var template = Bare with { Language = language, Text = "{{salutation}}" };

        Assert.Equal(expected, template.Fill(SomeMail.Values with { GivenName = name }, SomeMail.Organisation).Text);
    }

    [Fact]
    public void A_template_that_was_never_checked_does_not_send_an_unknown_placeholder() =>
        Assert.Throws<ArgumentException>(() => (Bare with { Text = "{{secret}}" }).Fill(SomeMail.Values, SomeMail.Organisation));

    [Fact]
    public void Names_in_the_own_words_are_filled_in_and_what_is_none_stays_as_it_is_written()
    {
        var values = SomeMail.Values with { GivenName = "{{fullName}} <b>", Message = "Dag {{givenName}}, {{ offerReference }} {{message}} {{secret}}", OfferReference = "P-7" };

        var mail = (Bare with { Text = "{{message}}", Html = "<div>{{message}}</div>" }).Fill(values, SomeMail.Organisation);

        Assert.Equal("Dag {{fullName}} <b>, P-7 {{message}} {{secret}}", mail.Text);
        Assert.Contains("Dag {{fullName}} &lt;b&gt;, P-7", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl", "Java-jobs", "de jobsite Java-jobs", "24 maanden", "artikel 13 en 14")]
    [InlineData("fr", null, "un site d’emploi", "24 mois", "articles 13 et 14")]
    [InlineData("en", "Java-jobs", "the job site Java-jobs", "24 months", "Articles 13 and 14")]
    public void The_notice_says_who_why_from_where_how_long_and_which_rights(string language, string? site, string source, string period, string articles)
    {
        var text = PrivacyNotice.TextFor(language, SomeMail.Values with { SourceSite = site }, SomeMail.Organisation);

        var organisation = SomeMail.Organisation;
        Assert.All(
            [
                source, period, articles, organisation.Name, organisation.PostalAddress, organisation.ReplyToEmail, organisation.DpoName, organisation.DpoEmail,
                organisation.DpoPostalAddress, organisation.SupervisoryAuthority, organisation.SupervisoryAuthorityUrl, organisation.PolicyUrl, organisation.PolicyVersion,
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
    }

    public static TheoryData<MessageKind, string, bool> Shipped() =>
        [.. ShippedTemplates.All.Select(t => new TheoryDataRow<MessageKind, string, bool>(t.Kind, t.Language, t.CarriesNotice))];

    [Fact]
    public void There_are_templates_for_every_kind_of_campaign_in_every_language_with_and_without_notice() => Assert.Equal(27, Shipped().Count);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_template_can_be_saved_and_sent_as_it_is(MessageKind kind, string language, bool carriesNotice)
    {
        var template = ShippedTemplates.Find(kind, language, carriesNotice)!;

        Assert.Empty(MailTemplateRules.Check(template));
        var mail = template.Fill(SomeMail.Values, SomeMail.Organisation);
        Assert.All([mail.Subject, mail.Text, mail.Html], part => Assert.DoesNotContain("{{", part, StringComparison.Ordinal));
        var exit = kind.TopicOf() is null ? SomeMail.Values.PreferencesUrl : SomeMail.Values.UnsubscribeUrl;
        Assert.Contains(exit.AbsoluteUri, mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{exit.AbsoluteUri}\">", mail.Html, StringComparison.Ordinal);
    }
}
