using ConsentRegistry.Core.Ledger.Erasure;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.Drafts;

internal static class DraftsSetup
{
    public static IServiceCollection AddDrafts(this IServiceCollection parts) => parts
        .AddSingleton<DraftStore>()
        .AddSingleton<IPersonEraser, DraftEraser>();
}
