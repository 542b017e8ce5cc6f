using System.Net;
using ConsentRegistry.Core.Mail;
using Microsoft.AspNetCore.Http;

namespace ConsentRegistry.Web.Public;

/// <summary>The addresses of <c>Public:Urls</c>, told apart from the internal ones by address and port of the connection.</summary>
internal sealed class PublicListeners(IConfiguration configuration)
{
    private readonly List<(IPAddress? Address, bool Loopback, int Port)> listeners =
        [.. Urls(configuration).Select(BindingAddress.Parse).Select(url => (AddressOf(url.Host), url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase), url.Port))];

    public static string[] Urls(IConfiguration configuration) =>
        (configuration[$"{PublicOptions.Section}:{nameof(PublicOptions.Urls)}"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether the connection came in by one of them.</summary>
    public bool Heard(ConnectionInfo connection)
    {
        var local = connection.LocalIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : connection.LocalIpAddress;
        return listeners.Exists(each => each.Port == connection.LocalPort
            && (each.Loopback ? local is not null && IPAddress.IsLoopback(local) : each.Address is null || each.Address.Equals(local)));
    }

    // Null where the server listens on every interface: for a star, a name, or the address that means any.
    private static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any) ? address : null;
}
