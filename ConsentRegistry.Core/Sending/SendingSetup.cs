using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Sending;

internal static class SendingSetup
{
    public static IServiceCollection AddSending(this IServiceCollection parts) => parts
        .AddSingleton<GateSettingsStore>()
        .AddSingleton<GateSettingsQueries>()
        .AddSingleton<SendFactsLoader>()
        .AddSingleton<BarQueries>()
        .AddSingleton<IStartupStep>(services => services.GetRequiredService<GateSettingsStore>());
}
