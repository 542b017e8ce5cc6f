using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Suppressions.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Suppressions;

internal static class SuppressionsSetup
{
    public static IServiceCollection AddSuppressions(this IServiceCollection parts, string journal, IReadOnlyList<string> copies) => parts
        .AddSingleton(_ => OptOutJournal.Open(journal, copies))
        .AddSingleton<GateLock>()
        .AddSingleton<SuppressionIndex>()
        .AddSingleton<SuppressionKeys>()
        .AddSingleton<SuppressionList>()
        .AddSingleton<SuppressionLookup>()
        .AddSingleton<JournalReplay>()
        .AddSingleton<JournalFromDatabase>()
        .AddSingleton<FindLostEnd>()
        .AddSingleton<RepairJournal>()
        .AddSingleton<RecordBar>()
        .AddSingleton<PropagateBars>()
        .AddSingleton<SendingLock>()
        .AddSingleton<RotateSuppressionKey>()
        .AddSingleton<RotateKeys>()
        .AddSingleton<LoadSuppressions>()
        .AddSingleton<CorrectMistakenEntry>()
        .AddSingleton<RegistryReadiness>()
        .AddSingleton<OpenDoubts>()
        .AddSingleton<DoubtBars>()
        .AddSingleton<AnswerDoubts>()
        .AddSingleton<DoubtQueries>()
        .AddSingleton<ITableVerifier, VerifySuppressions>()
        .AddSingleton<ITableVerifier, VerifyDoubts>()
        .AddSingleton<IPersonEraser, DoubtEraser>()
        .AddSingleton<IStartupStep, RequireKeys>()
        .AddSingleton<IStartupStep, ReplayJournal>();
}
