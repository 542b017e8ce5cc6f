using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account.FirstSteps;

namespace ConsentRegistry.Web.Hosting;

/// <summary>What the person who started the program has to know, on the console and in no log.</summary>
public static class StartAnnouncement
{
    public static void AnnounceStart(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var address = app.Urls.FirstOrDefault() ?? RegistryHost.DefaultUrl;
        var folder = app.Services.GetRequiredService<DataFolder>();
        Console.WriteLine($"Data folder: {folder.Root}");
        Console.WriteLine($"Listening on {address}");
        if (folder.IsDemo)
        {
            Console.WriteLine("A demonstration: everybody in it is invented, no mail leaves it whatever the settings say, and the sign-in page names who can sign in.");
        }

        if (app.Services.GetRequiredService<SetUpCode>() is { IsWanted: true } code)
        {
            Console.WriteLine($"No administrator yet: open {address}/setup and enter the code {code.Value}");
        }
    });
}
