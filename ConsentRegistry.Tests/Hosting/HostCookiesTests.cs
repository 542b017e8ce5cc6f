using System.Net;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Hosting;

namespace ConsentRegistry.Tests.Hosting;

/// <summary>By https a cookie comes from this very host alone, and a browser that came so once does not come otherwise.</summary>
public sealed class HostCookiesTests
{
    [Fact]
    public async Task Behind_https_every_cookie_is_of_this_host_alone_and_the_operator_works()
    {
        await using var app = new RegistryApp(("Public:TrustedProxies", "127.0.0.0/8, ::1"));
        var ada = await app.MakeOperatorAsync("Ada", Role.Administrator);
        using var browser = OperatorClient.ByHttps(app, "203.0.113.3");

        using var page = await browser.Client.GetAsync("/account/login", TestContext.Current.CancellationToken);
        using var signedIn = await browser.TrySignInAsync(ada.Email!, RegistryApp.Password);
        using var account = await browser.Client.GetAsync("/account", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.All(page.Headers.GetValues("Set-Cookie").Concat(signedIn.Headers.GetValues("Set-Cookie")), cookie =>
        {
            Assert.StartsWith("__Host-", cookie);
            Assert.Contains("; secure", cookie);
            Assert.Contains("; path=/;", cookie);
            Assert.DoesNotContain("domain", cookie);
        });
    }

    [Fact]
    public async Task By_http_the_names_stay_because_no_browser_would_take_the_others()
    {
        await using var app = new RegistryApp();
        using var client = new OperatorClient(app);
        await client.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Administrator));

        Assert.NotNull(client.Cookies["ConsentRegistry"]);
    }

    [Theory]
    [InlineData("__Host-ConsentRegistry=a; __Host-x=b", "ConsentRegistry=a; x=b")]
    [InlineData("ConsentRegistry=slipped-in; __Host-ConsentRegistry=ours", "ConsentRegistry=ours")]
    [InlineData("ConsentRegistry=slipped-in", "")]
    [InlineData("appearance=dark;__Host-a=1", "appearance=dark; a=1")]
    [InlineData("", "")]
    public void A_cookie_that_another_host_could_have_set_is_not_read(string sent, string read) => Assert.Equal(read, HostCookies.Read(sent));

    [Theory]
    [InlineData("https", "registry.imalink.example", true)]
    [InlineData("http", "registry.imalink.example", false)]
    [InlineData("https", "localhost", false)]
    public async Task Served_by_https_the_answer_says_that_it_stays_so(string scheme, string host, bool says)
    {
        await using var app = new RegistryApp(("Public:TrustedProxies", "127.0.0.0/8, ::1"), ("Public:BaseUrl", "https://registry.imalink.example"));
        using var client = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = host } };
        request.Headers.Add("X-Forwarded-Proto", scheme);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(says, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) && values.Single() == "max-age=31536000");
    }
}
