using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account.FirstSteps;

namespace ConsentRegistry.Web.Hosting;

/// <summary>What the person who started the program has to know, on the console and in no log.</summary>
public static class StartAnnouncement
{
    public static void AnnounceStart(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Urls.FirstOrDefault() ?? RegistryHost.DefaultUrl;
        Console.WriteLine($"Data folder: {app.Services.GetRequiredService<DataFolder>().Root}");
        Console.WriteLine($"Listening on {address}");
        if (app.Services.GetRequiredService<SetUpCode>() is { IsWanted: true } code)
        {
            Console.WriteLine($"No administrator yet: open {address}/setup and enter the code {code.Value}");
        }
    });
}
