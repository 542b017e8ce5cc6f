using System.Text;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Composition;
using ConsentRegistry.Core.Mail.Templates;

namespace ConsentRegistry.Tests.Mail.Composition;

/// <summary>Whatever stands in a field that reaches a mail, the mail has the headers that it has without it, and its HTML has no element more.</summary>
public sealed class InjectedHeadersTests
{
    private const string Injected = "An\r\nBcc: other@post.example\r\n\r\n<img src=x onerror=alert(1)><script>alert(1)</script>";

    public static TheoryData<string> Fields =>
        [.. typeof(MailValues).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name), nameof(MailContent.AddresseeName), "Subject"];

    public static TheoryData<string> Settings =>
        [.. typeof(OrganisationOptions).GetProperties().Where(property => property.PropertyType == typeof(string)).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_adds_no_header_and_no_element(string field)
    {
        var values = With(SomeMail.Values, field);
        var body = SomeMail.Template.Fill(values, SomeMail.Organisation);
        var content = SomeMail.Content with
        {
            Body = field == "Subject" ? body with { Subject = Injected } : body,
            AddresseeName = field == nameof(MailContent.AddresseeName) ? Injected : SomeMail.Content.AddresseeName,
        };

        var written = Encoding.UTF8.GetString(new MailComposer(SomeMail.Organisation).Compose(content).Content.Span);

        var head = written.Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        var names = head.Split("\r\n").Select(line => line.Split(':')[0]).ToList();
        Assert.Equal(NamesOf(SomeMail.Content), names);
        Assert.DoesNotContain("<script", body.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", body.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_of_the_organisation_adds_no_header_and_no_element(string setting)
    {
        var organisation = With(SomeMail.Organisation, setting, Injected);
        var body = SomeMail.Template.Fill(SomeMail.Values, organisation);

        Assert.DoesNotContain("<script", body.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", body.Html, StringComparison.OrdinalIgnoreCase);
        if (setting.EndsWith("Email", StringComparison.Ordinal))
        {
            Assert.Contains($"Organisation:{setting} is not a mail address.", organisation.Problems());
            return;
        }

        Assert.Equal(NamesOf(SomeMail.Content), NamesOf(SomeMail.Content with { Body = body }, organisation));
    }

    [Theory]
    [InlineData(nameof(OrganisationOptions.SenderEmail))]
    [InlineData(nameof(OrganisationOptions.ReplyToEmail))]
    [InlineData(nameof(OrganisationOptions.UnsubscribeEmail))]
    public void An_address_of_the_organisation_with_more_than_an_address_in_it_is_never_written(string setting)
    {
        foreach (var more in new[] { "\r\nBcc: other@post.example", "\nBcc: other@post.example", ", other@post.example", "> <other@post.example", "\0" })
        {
            var organisation = With(SomeMail.Organisation, setting, "contact@imalink.example" + more);

            Assert.Contains($"Organisation:{setting} is not a mail address.", organisation.Problems());
            Assert.Throws<FormatException>(() => new MailComposer(organisation).Compose(SomeMail.Content));
        }
    }

    private static List<string> NamesOf(MailContent content, OrganisationOptions? organisation = null) =>
        [.. Encoding.UTF8.GetString(new MailComposer(organisation ?? SomeMail.Organisation).Compose(content).Content.Span)
            .Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n").Select(line => line.Split(':')[0])];

    private static OrganisationOptions With(OrganisationOptions organisation, string setting, string value)
    {
        typeof(OrganisationOptions).GetProperty(setting)!.SetValue(organisation, value);
        return organisation;
    }

    private static MailValues With(MailValues values, string field)
    {
        var changed = values with { };
        if (typeof(MailValues).GetProperty(field) is { } property && property.PropertyType == typeof(string))
        {
            property.SetValue(changed, Injected);
        }

        return changed;
    }
}
