using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Ledger.Verification;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Ledger;

internal static class LedgerSetup
{
    public static IServiceCollection AddLedger(this IServiceCollection parts, string journal) => parts
        .AddSingleton<LedgerChain>()
        .AddSingleton(_ => new CommitMark(journal))
        .AddSingleton<RegistryWriter>()
        .AddSingleton<PersonErasure>()
        .AddSingleton<VerifyLedger>()
        .AddSingleton(_ => new AnchorFile(journal))
        .AddSingleton<AnchorLedger>()
        .AddSingleton<VerifyAnchors>()
        .AddSingleton<LastVerification>()
        .AddSingleton<VerifyRegistry>();
}
