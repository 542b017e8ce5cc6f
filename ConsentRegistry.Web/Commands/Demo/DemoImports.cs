using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Commands.Demo;

/// <summary>Exports of job sites as they arrive: new people, known ones, somebody who said no, a row twice, a row that is none.</summary>
internal sealed class DemoImports(ImportPeople import, DemoPeople people, Random random)
{
    private const int NewRows = 9;

    private static readonly string[] Sites = ["VDAB", "StepStone", "Indeed", "Actiris"];

    private int made;

    /// <summary>Brings one file in.</summary>
    /// <param name="known">People whom the registry has; some of them stand in the file again.</param>
    /// <param name="barred">Addresses of people who said no to everything.</param>
    /// <returns>How many people are new.</returns>
    public async Task<int> TakeInAsync(DateOnly on, IReadOnlyList<NewPerson> known, IReadOnlyList<Address> barred, string by, CancellationToken cancellation)
    {
        var site = Sites[made++ % Sites.Length];
        var text = new StringBuilder("Voornaam;Familienaam;E-mailadres;Gsm;Gemeente;Vaardigheden;Datum sollicitatie\n");
        var fresh = Enumerable.Range(0, NewRows).Select(_ => people.Next(on, string.Empty)).ToList();
        foreach (var person in fresh.Concat(known.OrderBy(_ => random.Next()).Take(3)).Append(fresh[0]))
        {
            text.Append(RowOf(person, EmailOf(person.Addresses), on));
        }

        foreach (var address in barred.OrderBy(_ => random.Next()).Take(2))
        {
            text.Append(RowOf(people.Next(on, string.Empty), address.Exact, on));
        }

        text.Append(RowOf(people.Next(on, string.Empty), "niet ingevuld", on));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var summary = await import.ExecuteAsync(
            file, new NewImport($"{site.ToLowerInvariant()}-{on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv") { Site = site }, by, cancellation: cancellation);
        return summary.IsDone ? summary.Value.Outcomes.Created : throw new InvalidOperationException($"The demonstration imports a file that is refused: {summary.Refusal}.");
    }

    private static string EmailOf(IReadOnlyList<Address> addresses) => addresses.FirstOrDefault(address => address.Kind == AddressKind.Email)?.Exact ?? "";

    private static string RowOf(NewPerson person, string email, DateOnly on) =>
        $"{person.GivenName};{person.FamilyName};{email};;{person.City};{person.Skills};{on.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}\n";
}
