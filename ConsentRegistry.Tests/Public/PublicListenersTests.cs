using System.Net;
using ConsentRegistry.Web.Public;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ConsentRegistry.Tests.Public;

/// <summary>A request that came in by a public address is known by address and port; one from inside never is.</summary>
public sealed class PublicListenersTests
{
    [Theory]
    [InlineData("http://192.0.2.1:8080", "192.0.2.1", 8080, true)]
    [InlineData("http://192.0.2.1:8080", "::ffff:192.0.2.1", 8080, true)]
    [InlineData("http://192.0.2.1:8080", "10.0.0.1", 8080, false)]
    [InlineData("http://192.0.2.1:8080", "192.0.2.1", 8081, false)]
    [InlineData("http://*:8080", "10.0.0.1", 8080, true)]
    [InlineData("http://0.0.0.0:8080", "10.0.0.1", 8080, true)]
    [InlineData("http://[::]:8080", "2001:db8::1", 8080, true)]
    [InlineData("http://[2001:db8::1]:8080", "2001:db8::1", 8080, true)]
    [InlineData("http://[2001:db8::1]:8080", "2001:db8::2", 8080, false)]
    [InlineData("http://consent.imalink.example:8080", "10.0.0.1", 8080, true)]
    [InlineData("http://localhost:8080", "127.0.0.1", 8080, true)]
    [InlineData("http://localhost:8080", "10.0.0.1", 8080, false)]
    [InlineData("http://192.0.2.1:1; https://192.0.2.1", "192.0.2.1", 443, true)]
    [InlineData("", "192.0.2.1", 8080, false)]
    public void An_address_is_public_by_its_own_name_and_port(string urls, string local, int port, bool heard)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Public:Urls", urls)]).Build();
        var connection = new DefaultHttpContext().Connection;
        (connection.LocalIpAddress, connection.LocalPort) = (IPAddress.Parse(local), port);

        Assert.Equal(heard, new PublicListeners(configuration).Heard(connection));
    }
}
