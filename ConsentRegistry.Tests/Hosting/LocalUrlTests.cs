using ConsentRegistry.Web.Hosting;


namespace ConsentRegistry.Tests.Hosting;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/people?page=2")]
    [InlineData("/")]
    public void A_page_of_this_site_is_kept(string url) => Assert.Equal(url, LocalUrl.Of(url));

    [Theory]
    [InlineData("/\u3002/evil.example", "/%E3%80%82/evil.example")]
    [InlineData("/people?name=Zoë", "/people?name=Zo%C3%AB")]
    public void It_is_written_in_letters_that_a_header_can_carry(string url, string written) => Assert.Equal(written, LocalUrl.Of(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("people")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\0")]
    [InlineData("https://evil.example")]
    public void Anything_else_leads_to_the_start_page(string? url) => Assert.Equal("/", LocalUrl.Of(url));
}
