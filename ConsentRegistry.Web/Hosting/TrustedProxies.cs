using System.Net;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace ConsentRegistry.Web.Hosting;

/// <summary>
/// Whose word counts about where a request came from. Anybody can write <c>X-Forwarded-For</c>; it is read only from the proxies that
/// <c>Public:TrustedProxies</c> names, and from nobody where it names none.
/// </summary>
public static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (Read(app.Configuration) is not { Count: > 0 } proxies)
        {
            return;
        }

        // No limit on the number of proxies in a row: each of them is known.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>The addresses and networks of the setting, which are divided by commas or semicolons.</summary>
    /// <exception cref="VerbRefusedException">One of them is neither.</exception>
    internal static IReadOnlyList<IPNetwork> Read(IConfiguration configuration) =>
        [.. (configuration[$"{PublicOptions.Section}:{nameof(PublicOptions.TrustedProxies)}"] ?? "")
            .Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(NetworkOf)];

    private static IPNetwork NetworkOf(string written)
    {
        // A bare number would be taken for an address of version 4.
        if (!written.Contains('/', StringComparison.Ordinal) && written.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(written, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(written, out var network)
            ? network
            : throw new VerbRefusedException(
                $"{PublicOptions.Section}:{nameof(PublicOptions.TrustedProxies)} names {written}, which is neither an address like 10.0.0.7 nor a network like 10.0.0.0/24.");
    }
}
