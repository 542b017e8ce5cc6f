using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Hosting;

/// <summary>The parts of the web host that no feature owns: where settings come from, and where the program listens.</summary>
public static class RegistryHost
{
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>
    /// Settings and web assets are read from where the program is installed; data paths count from where it was
    /// started. Later sources win: <c>appsettings.json</c>, the environment (<c>ConsentRegistry__…</c>), the command line.
    /// </summary>
    /// <param name="settings">The settings of the command line.</param>
    public static WebApplicationBuilder CreateBuilder(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")],
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddRegistrySettings(settings);

        // Run from a build, the assets still lie in the packages they came from; published, there is no such list and this does nothing.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!ListensSomewhere(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    /// <summary>Listens on these addresses too, besides those that the settings name for the whole of the application.</summary>
    public static void ListenAlso(this WebApplicationBuilder builder, IReadOnlyList<string> urls)
    {
        if (urls.Count == 0)
        {
            return;
        }

        if (builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            // Endpoints that are described one by one make the server ignore its list of addresses.
            foreach (var (url, i) in urls.Select((url, i) => (url, i)))
            {
                builder.Configuration[$"Kestrel:Endpoints:Public{i}:Url"] = url;
            }

            return;
        }

        builder.WebHost.UseUrls([.. InnerUrls(builder.Configuration), .. urls]);
    }

    private static IEnumerable<string> InnerUrls(ConfigurationManager configuration) =>
        configuration["urls"] is { Length: > 0 } named
            ? Parts(named)
            : Parts(configuration["http_ports"]).Select(port => $"http://*:{port}").Concat(Parts(configuration["https_ports"]).Select(port => $"https://*:{port}"));

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool ListensSomewhere(ConfigurationManager configuration) =>
        AddressSettings.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
