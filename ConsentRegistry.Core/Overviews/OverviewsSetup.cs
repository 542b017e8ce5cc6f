using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Overviews;

internal static class OverviewsSetup
{
    public static IServiceCollection AddOverviews(this IServiceCollection parts) => parts
        .AddSingleton<CountStandings>()
        .AddSingleton<OverviewQueries>();
}
