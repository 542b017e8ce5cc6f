using ConsentRegistry.Web.Commands;

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

    private static bool ListensSomewhere(ConfigurationManager configuration) =>
        AddressSettings.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
