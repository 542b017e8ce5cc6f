using System.Net;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace ConsentRegistry.Tests.Hosting;

public sealed class AllowedHostsTests
{
    [Theory]
    [InlineData("registry.imalink.example", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:8080", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("registry.imalink.example.evil.example", HttpStatusCode.BadRequest)]
    public async Task Only_the_names_of_the_server_are_answered(string host, HttpStatusCode expected)
    {
        await using var app = new RegistryApp(("Public:BaseUrl", "https://registry.imalink.example/"));

        Assert.Equal(expected, await AskAsync(app, host));
    }

    [Fact]
    public void Names_that_the_setting_gives_count_alone()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Public:BaseUrl"] = "https://registry.imalink.example/";
        builder.Configuration["AllowedHosts"] = "inside.example";

        builder.AddAllowedHosts();

        Assert.Equal("inside.example", builder.Configuration["AllowedHosts"]);
    }

    [Theory]
    [InlineData("http://*:8080;http://10.0.0.7:80", "localhost 127.0.0.1 [::1] registry.imalink.example 10.0.0.7")]
    [InlineData("http://0.0.0.0:8080;http://[::]:8080", "localhost 127.0.0.1 [::1] registry.imalink.example")]
    [InlineData("http://inside:5080;nonsense", "localhost 127.0.0.1 [::1] registry.imalink.example inside")]
    public void The_names_are_those_of_the_addresses(string urls, string hosts) => Assert.Equal(hosts, string.Join(' ', AllowedHosts.Of(new ConfigurationBuilder()
        .AddInMemoryCollection([new("urls", urls), new("Public:BaseUrl", "https://registry.imalink.example"), new("Public:Urls", "http://registry.imalink.example:81")]).Build())));

    private static async Task<HttpStatusCode> AskAsync(RegistryApp app, string host)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = host } };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
