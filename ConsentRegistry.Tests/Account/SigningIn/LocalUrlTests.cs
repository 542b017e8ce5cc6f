using ConsentRegistry.Web.Account.SigningIn;


namespace ConsentRegistry.Tests.Account.SigningIn;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/people?page=2")]
    [InlineData("/")]
    public void A_page_of_this_site_is_kept(string url) => Assert.Equal(url, LocalUrl.Of(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("people")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("https://evil.example")]
    public void Anything_else_leads_to_the_start_page(string? url) => Assert.Equal("/", LocalUrl.Of(url));
}
