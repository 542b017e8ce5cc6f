using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Storage.Startup;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Campaigns;

internal static class CampaignsSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection parts) => parts
        .AddSingleton<CampaignSignals>()
        .AddSingleton<CampaignMessage>()
        .AddSingleton<AudienceReader>()
        .AddSingleton<SavedAudienceQueries>()
        .AddSingleton<SaveAudience>()
        .AddSingleton<DeleteAudience>()
        .AddSingleton<SaveCampaign>()
        .AddSingleton<DraftChecks>()
        .AddSingleton<CountAnswers>()
        .AddSingleton<PreviewCampaign>()
        .AddSingleton<EstimateReach>()
        .AddSingleton<StartCampaign>()
        .AddSingleton<FreezeAudience>()
        .AddSingleton<ClaimDeliveries>()
        .AddSingleton<HandOverMail>()
        .AddSingleton<RecordHandOvers>()
        .AddSingleton<RecoverDeliveries>()
        .AddSingleton<DeliverCampaign>()
        .AddSingleton<SettleDelivery>()
        .AddSingleton<DueCampaigns>()
        .AddSingleton<CampaignQueries>()
        .AddSingleton<ExportCampaignList>()
        .AddSingleton<CampaignThroughputQueries>()
        .AddSingleton<SendTestMail>()
        .AddSingleton<IPersonEraser, DeliveryEraser>()
        .AddSingleton<IPersonEraser, ListEraser>()
        .AddSingleton<ITableVerifier, VerifyCampaigns>()
        .AddSingleton<CleanPickupFolder>()
        .AddSingleton<IStartupStep>(services => services.GetRequiredService<RecoverDeliveries>())
        .AddSingleton<IStartupStep>(services => services.GetRequiredService<CleanPickupFolder>());
}
