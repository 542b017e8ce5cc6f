using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Support;

/// <summary>
/// A data folder as its first start leaves it: made once for the whole run and copied from then on, because each start over an empty folder would make all tables and keys
/// anew. Those who test a first start begin with a folder of their own.
/// </summary>
internal static class FreshFolder
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Files = new(MakeAsync);

    public static async Task PutIntoAsync(string folder)
    {
        foreach (var (name, content) in await Files.Value)
        {
            var path = Path.Combine(folder, name);
            DataFolder.CreatePrivate(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, DataFolder.PrivateFile);
            }
        }
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeAsync()
    {
        using var folder = new TemporaryDirectory();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new TestClock());
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddRegistry(new RegistryOptions { DataDirectory = folder.Path, Organisation = new OrganisationOptions() });
        services.AddAccounts();
        await using (var parts = services.BuildServiceProvider())
        {
            await parts.GetRequiredService<RegistryStartup>().RunAsync(CancellationToken.None);
            await parts.PrepareAccountsAsync();
        }

        OpenDatabases.Close(folder.Path);
        return Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder.Path, file), File.ReadAllBytes);
    }
}
