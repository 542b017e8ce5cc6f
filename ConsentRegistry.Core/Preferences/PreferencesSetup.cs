using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Preferences;

internal static class PreferencesSetup
{
    public static IServiceCollection AddPreferences(this IServiceCollection parts) => parts
        .AddSingleton<RecordOptIn>()
        .AddSingleton<RecordContactPermission>()
        .AddSingleton<LogContact>()
        .AddSingleton<TakeBackContact>()
        .AddSingleton<RecordNotice>()
        .AddSingleton<AuditOptOuts>()
        .AddSingleton<IStartupStep>(services => services.GetRequiredService<AuditOptOuts>())
        .AddSingleton<RecordOptOut>()
        .AddSingleton<RestrictPerson>()
        .AddSingleton<PreferenceQueries>()
        .AddSingleton<PreferenceTokens>()
        .AddSingleton<UnsubscribeByToken>();
}
