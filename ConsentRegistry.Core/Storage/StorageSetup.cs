using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Storage;

internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection parts) => parts
        .AddSingleton<IDbContextFactory<RegistryDbContext>, SqliteRegistry>()
        .AddSingleton<SqliteStart>()
        .AddSingleton<IStartupStep, UpgradeRegistry>();
}
