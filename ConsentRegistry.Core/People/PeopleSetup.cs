using ConsentRegistry.Core.Ledger.Verification;
using ConsentRegistry.Core.People.Search;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Core.People;

internal static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection parts) => parts
        .AddSingleton<FindPerson>()
        .AddSingleton<RegisterPerson>()
        .AddSingleton<EditPerson>()
        .AddSingleton<MarkContactPointDead>()
        .AddSingleton<RecordContractStep>()
        .AddSingleton<MergePeople>()
        .AddSingleton<ErasePerson>()
        .AddSingleton<PeopleQueries>()
        .AddSingleton<ExportPeople>()
        .AddSingleton<ITableVerifier, VerifyPeople>();
}
