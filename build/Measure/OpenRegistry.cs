using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Measure;

/// <summary>The registry of a data folder, opened as the product opens it.</summary>
internal static class OpenRegistry
{
    public static async Task<ServiceProvider> OfAsync(string data)
    {
        var parts = new ServiceCollection();
        parts.AddLogging();
        parts.AddSingleton(TimeProvider.System);
        parts.AddRegistry(new RegistryOptions { DataDirectory = data, Organisation = new OrganisationOptions { Name = "Imalink NV", PolicyVersion = "2026-01" } });
        var provider = parts.BuildServiceProvider();
        await provider.GetRequiredService<RegistryStartup>().RunAsync(CancellationToken.None);
        return provider;
    }
}
