using System.Net;
using System.Threading.RateLimiting;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.SigningIn;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ConsentRegistry.Tests.Hosting;

/// <summary>Anybody can write where a request came from; it is believed of the proxies that the settings name.</summary>
public sealed class TrustedProxiesTests
{
    [Fact]
    public async Task Behind_a_trusted_proxy_each_caller_has_an_allowance_of_its_own_and_https_is_known()
    {
        await using var app = new RegistryApp(("Public:TrustedProxies", "127.0.0.0/8, ::1"));
        using var client = new HttpClient { BaseAddress = app.Address };
        Assert.Equal(HttpStatusCode.TooManyRequests, await ExhaustAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.BadRequest, await AttemptAsync(client, "203.0.113.2"));

        var ada = await app.MakeOperatorAsync("Ada", Role.Dpo);
        using var browser = OperatorClient.ByHttps(app, "203.0.113.3");
        using var answer = await browser.TrySignInAsync(ada.Email!, RegistryApp.Password);
        Assert.Contains("; secure", answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-ConsentRegistry=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.7")]
    public async Task The_word_of_anybody_else_changes_nothing(string proxies)
    {
        await using var app = new RegistryApp(("Public:TrustedProxies", proxies));
        using var client = new HttpClient { BaseAddress = app.Address };

        Assert.Equal(HttpStatusCode.TooManyRequests, await ExhaustAsync(client, "203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AttemptAsync(client, "203.0.113.2"));
    }

    [Theory]
    [InlineData("10.0.0.7; 10.1.0.0/16,2001:db8::/32", "10.0.0.7/32 10.1.0.0/16 2001:db8::/32")]
    [InlineData(" ", "")]
    public void Addresses_and_networks_are_read(string setting, string networks) => Assert.Equal(networks, string.Join(' ', TrustedProxies.Read(Settings(setting))));

    [Theory]
    [InlineData("proxy.imalink.example")]
    [InlineData("10")]
    [InlineData("10.0.0.7/33")]
    public void What_is_neither_is_refused_by_name(string setting) =>
        Assert.Contains(setting, Assert.Throws<VerbRefusedException>(() => TrustedProxies.Read(Settings(setting))).Message);

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void One_caller_is_an_address_or_the_network_that_a_household_has(string one, string other, bool same) =>
        Assert.Equal(same, CallerLimit.NetworkOf(IPAddress.Parse(one)) == CallerLimit.NetworkOf(IPAddress.Parse(other)));

    [Fact]
    public void Callers_without_an_address_are_counted_although_one_of_them_has_looked_at_the_page_before()
    {
        using var limiter = PartitionedRateLimiter.Create<HttpContext, string>(new SignInRateLimit().GetPartition);
        using var look = limiter.AttemptAcquire(new DefaultHttpContext { Request = { Method = "GET" } });

        var attempts = Enumerable.Range(0, SignInRateLimit.Burst + 1).Select(_ => limiter.AttemptAcquire(new DefaultHttpContext { Request = { Method = "POST" } }).IsAcquired).ToList();

        Assert.True(look.IsAcquired);
        Assert.All(attempts.SkipLast(1), Assert.True);
        Assert.False(attempts[^1]);
    }

    private static async Task<HttpStatusCode> ExhaustAsync(HttpClient client, string from)
    {
        var last = HttpStatusCode.BadRequest;
        for (var attempt = 0; attempt < 2 * SignInRateLimit.Burst && last == HttpStatusCode.BadRequest; attempt++)
        {
            last = await AttemptAsync(client, from);
        }

        return last;
    }

    // Without its token it is refused, and counted all the same.
    private static async Task<HttpStatusCode> AttemptAsync(HttpClient client, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/login");
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static IConfiguration Settings(string proxies) => new ConfigurationBuilder().AddInMemoryCollection([new("Public:TrustedProxies", proxies)]).Build();
}
