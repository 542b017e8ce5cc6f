using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Overviews;

internal static class OverviewsSetup
{
    public static IServiceCollection AddOverviews(this IServiceCollection parts) => parts
        .AddSingleton<CountStandings>()
        .AddSingleton<StandingQueries>()
        .AddSingleton<OptOutQueries>()
        .AddSingleton<HandOverQueries>()
        .AddSingleton<RecordedQueries>()
        .AddSingleton<ImportTaskQueries>()
        .AddSingleton<CampaignTaskQueries>()
        .AddSingleton<NoticeTaskQueries>()
        .AddSingleton<DoubtTaskQueries>()
        .AddSingleton<MailSystemQueries>()
        .AddSingleton<DataFolderQueries>()
        .AddSingleton<JournalPlaceQueries>()
        .AddSingleton<FinishedWorkQueries>();
}
