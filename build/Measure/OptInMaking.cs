using System.Diagnostics;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Measure;

/// <summary>Proven opt-ins of invented people, as a colleague records them; a fifth of them say no later.</summary>
internal static class OptInMaking
{
    private const string By = "cli:measure";

    private static readonly Topic[] Topics = Enum.GetValues<Topic>();

    public static async Task RunAsync(string data, int count)
    {
        await using var provider = await OpenRegistry.OfAsync(data);
        var record = provider.GetRequiredService<RecordOptIn>();
        var optOut = provider.GetRequiredService<RecordOptOut>();
        var began = Stopwatch.StartNew();
        var people = await PeopleAsync(provider, count);
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        for (var i = 0; i < people.Count; i++)
        {
            var given = now.AddDays(-(i % 700));
            await record.ExecuteAsync(
                new NewOptIn(people[i], Topics[i % Topics.Length], Channel.Email)
                {
                    GivenAt = given, Wording = "Ja, mail mij.", Language = "nl", PolicyVersion = "2026-01", How = "Form", EvidenceText = "aangevinkt",
                },
                By);
            if (i % 5 == 0)
            {
                await optOut.ExecuteAsync(people[i], new NewOptOut(BarScope.Everything) { Source = "letter" }, By);
            }
        }

        Console.WriteLine($"opt-ins: {people.Count} in {began.Elapsed.TotalSeconds:F0} s");
    }

    private static async Task<List<Guid>> PeopleAsync(ServiceProvider provider, int count)
    {
        await using var context = provider.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContext();
        return await context.ContactPoints.Where(point => point.Kind == AddressKind.Email).OrderBy(point => point.Id).Select(point => point.PersonId).Distinct().Take(count).ToListAsync();
    }
}
