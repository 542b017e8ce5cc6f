using System.Xml;
using System.Xml.Linq;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConsentRegistry.Web.Hosting;

/// <summary>The data folder, the clock, and the key ring of the cookies, which lies in the data folder.</summary>
public static partial class CookieRingSetup
{
    public static void AddCookieRing(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(services => new DataFolder(
            services.GetRequiredService<IConfiguration>().DataFolder(Environment.CurrentDirectory)));

        // The ring lies in a folder that only its owner may read; the framework's warning at every new key adds nothing to that.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        // The name keeps cookies readable when the program is installed in another folder.
        builder.Services.AddDataProtection().SetApplicationName("ConsentRegistry");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>(
            (keys, folder, logs) => keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(CookieRing(folder)), logs));
    }

    /// <summary>
    /// Makes the folder of the ring once the registry is open: before, the folder of the keys around it may be missing, and then a refusal
    /// must leave it so. A key that cannot be read is put aside: it would keep everybody from signing in, and costs nothing but a new sign-in.
    /// </summary>
    public static void MakeCookieRing(this IServiceProvider services)
    {
        var ring = CookieRing(services.GetRequiredService<DataFolder>());
        DataFolder.CreatePrivate(ring);
        foreach (var key in new DirectoryInfo(ring).GetFileSystemInfos("*.xml").Where(key => !IsReadable(key)))
        {
            var (file, aside) = (key.FullName, key.FullName + ".unreadable");
            Directory.Move(file, aside);
            LogPutAside(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CookieRingSetup)), file, aside);
        }
    }

    private static bool IsReadable(FileSystemInfo key)
    {
        try
        {
            XElement.Load(key.FullName);
            return true;
        }
        catch (Exception problem) when (problem is XmlException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A key of the cookies cannot be read: {File}. It stands as {Aside} now, and whoever was signed in under it signs in anew.")]
    private static partial void LogPutAside(ILogger log, string file, string aside);

    private static string CookieRing(DataFolder folder) => Path.Combine(folder.Keys, "cookies");
}
