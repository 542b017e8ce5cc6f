using System.Text.Json;
using ConsentRegistry.Core.Mail;

namespace ConsentRegistry.Tests.Mail;

public sealed class OrganisationOptionsTests
{
    [Fact]
    public void Complete_settings_have_no_problem() => Assert.Empty(SomeMail.Organisation.Problems());

    [Fact]
    public void The_settings_as_shipped_have_no_problem()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));

        Assert.Empty(file.RootElement.GetProperty(OrganisationOptions.Section).Deserialize<OrganisationOptions>()!.Problems());
    }

    [Fact]
    public void Every_missing_setting_is_named() => Assert.Equal(13, new OrganisationOptions().Problems().Count(p => p.Contains("is missing", StringComparison.Ordinal)));

    [Fact]
    public void An_address_or_page_of_the_wrong_form_is_named()
    {
        var options = new OrganisationOptions
        {
            Name = "N", PostalAddress = "P", SenderEmail = "nobody", ReplyToEmail = "a@b.example", Website = "www.imalink.example", PolicyUrl = "https://p.example",
            PolicyVersion = "1", DpoName = "D", DpoEmail = "d@b.example", DpoPostalAddress = "P", SupervisoryAuthority = "S", SupervisoryAuthorityAddress = "P",
            SupervisoryAuthorityUrl = "https://s.example",
        };

        Assert.Equal(["Organisation:SenderEmail is not a mail address.", "Organisation:Website is not a web address; it starts with https://."], options.Problems());
    }
}
