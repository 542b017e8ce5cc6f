using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Security;

internal static class SecuritySetup
{
    public static IServiceCollection AddSecurity(this IServiceCollection parts, DataFolder folder, string? passphrase) => parts
        .AddSingleton(_ => KeyRing.Open(folder, passphrase))
        .AddSingleton<ProtectedValues>()
        .AddSingleton<EncryptedFiles>()
        .AddSingleton<IStartupStep, RequireDatabases>()
        .AddSingleton<IStartupStep>(services => services.GetRequiredService<EncryptedFiles>());
}
