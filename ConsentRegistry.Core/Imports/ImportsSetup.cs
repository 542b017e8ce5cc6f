using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Judging;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Imports.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Imports;

internal static class ImportsSetup
{
    public static IServiceCollection AddImports(this IServiceCollection parts) => parts
        .AddSingleton<BatchSizer>()
        .AddSingleton<ImportSpool>()
        .AddSingleton<KnownPeople>()
        .AddSingleton<OpenImport>()
        .AddSingleton<JudgeRows>()
        .AddSingleton<PlanImport>()
        .AddSingleton<ClaimImport>()
        .AddSingleton<ImportBars>()
        .AddSingleton<WriteRows>()
        .AddSingleton<PreviewImport>()
        .AddSingleton<ImportPeople>()
        .AddSingleton<CloseImport>()
        .AddSingleton<StopImport>()
        .AddSingleton<GoOnImport>()
        .AddSingleton<ResumeImports>()
        .AddSingleton<ImportReport>()
        .AddSingleton<UndoImport>()
        .AddSingleton<SaveImportProfile>()
        .AddSingleton<ApproveOptIns>()
        .AddSingleton<ImportProfileQueries>()
        .AddSingleton<ImportActivity>()
        .AddSingleton<ReleaseImportFile>()
        .AddSingleton<UploadImportFile>()
        .AddSingleton<ConfigureImport>()
        .AddSingleton<ChooseSheet>()
        .AddSingleton<PreviewUpload>()
        .AddSingleton<BeginImport>()
        .AddSingleton<DiscardImport>()
        .AddSingleton<ImportQueries>();
}
