using ConsentRegistry.Core.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ConsentRegistry.Web.Hosting;

/// <summary>The data folder, the clock, and the key ring of the cookies, which lies in the data folder.</summary>
public static class StorageSetUp
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .Validate(storage => !string.IsNullOrWhiteSpace(storage.DataDirectory), "Storage:DataDirectory must name a folder.");

        // The ring lies in a folder that only its owner may read; the framework's warning at every new key adds nothing to that.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        // The name keeps cookies readable when the program is installed in another folder.
        builder.Services.AddDataProtection().SetApplicationName("ConsentRegistry");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>, ILoggerFactory>(
            (keys, storage, logs) => keys.XmlRepository = new FileSystemXmlRepository(
                new DirectoryInfo(storage.Value.MakeDirectory("keys", "cookies")), logs));
    }
}
