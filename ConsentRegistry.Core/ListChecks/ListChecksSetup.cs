using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.ListChecks;

internal static class ListChecksSetup
{
    public static IServiceCollection AddListChecks(this IServiceCollection parts) => parts
        .AddSingleton<ListScrub>()
        .AddSingleton<CheckedLists>();
}
