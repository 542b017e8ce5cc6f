using System.Net;
using ConsentRegistry.Core.Mail;
using Microsoft.AspNetCore.Http;

namespace ConsentRegistry.Web.Hosting;

/// <summary>
/// By which names the server may be called. A request that names another host was led here by somebody else's name server, or wants a page that points elsewhere; it is
/// answered 400. Where <c>AllowedHosts</c> says nothing, the names are that of <c>Public:BaseUrl</c>, those on which the server listens, and those of the machine itself.
/// </summary>
public static class AllowedHosts
{
    private const string Setting = "AllowedHosts";

    private static readonly string[] Own = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddAllowedHosts(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Setting]))
        {
            builder.Configuration[Setting] = string.Join(';', Of(builder.Configuration));
        }
    }

    internal static IEnumerable<string> Of(IConfiguration configuration) =>
        Own.Concat(Addresses(configuration).Select(HostOf).OfType<string>()).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Addresses(IConfiguration configuration) =>
    [
        configuration[$"{PublicOptions.Section}:{nameof(PublicOptions.BaseUrl)}"] ?? "",
        .. Parts(configuration["urls"]),
        .. Parts(configuration[$"{PublicOptions.Section}:{nameof(PublicOptions.Urls)}"]),
        .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""),
    ];

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Null where an address means any: then only the other names say how the server is called.
    private static string? HostOf(string url)
    {
        try
        {
            var host = BindingAddress.Parse(url).Host;
            return host is "*" or "+" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) ? null : host;
        }
        catch (FormatException)
        {
            // Who reads the setting for its own purpose says what is wrong with it.
            return null;
        }
    }
}
