using System.Globalization;
using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.People;

public sealed class ExportPeopleTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task A_row_has_name_relationship_language_standing_and_addresses()
    {
        await registry.CandidateAsync(
            "an@kandidaat.example", but: person => person with { Company = "=1+1", Addresses = [.. person.Addresses, Address.Read("0470 12 34 56")!] });
        await registry.OptOutAsync("an@kandidaat.example", "topic:Projects");
        await registry.CandidateAsync("bart@kandidaat.example", "Bart", "Maes");
        Assert.Equal(
            """
            name,company,jobTitle,relationship,language,standing,emails,phones
            Bart Maes,,,CandidateApplied,nl,,bart@kandidaat.example,
            An Peeters,"'=1+1",,CandidateApplied,nl,OptOutTopic:Projects,an@kandidaat.example,"'+32470123456"

            """.ReplaceLineEndings("\r\n"),
            await ExportAsync(new PeopleFilter { Skip = 7, Take = 1 }, ExportFormat.Plain));
    }

    [Fact]
    public async Task What_is_typed_and_chosen_counts_and_the_heads_are_in_the_readers_language()
    {
        await registry.CandidateAsync("an@kandidaat.example");
        await registry.CandidateAsync("bart@kandidaat.example", "Bart", "Maes");
        var file = await ExportAsync(new PeopleFilter { Text = "peet" }, new ExportFormat(CultureInfo.GetCultureInfo("nl-BE"), ExportNames.Display));
        Assert.StartsWith("Naam;Bedrijf;Functie;Relatie;Taal;Weigeringen;E-mailadressen;Telefoonnummers\r\nAn Peeters;", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Maes", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_changes_while_the_file_is_written_stands_in_it_once_and_nobody_is_left_out()
    {
        var rows = string.Concat(Enumerable.Range(0, 520).Select(i => $"An,Naam{i:000},an{i}@post.example.org\r\n"));
        await registry.Get<ImportPeople>().ExecuteAsync(new MemoryStream(Encoding.UTF8.GetBytes("Voornaam,Achternaam,E-mailadres\r\n" + rows)), new NewImport("lijst.csv"), TestRegistry.By);
        var first = (await registry.Get<PeopleQueries>().ListAsync(new PeopleFilter())).Rows[0];
        using var to = new WatchedStream(() => registry.Get<EditPerson>().ExecuteAsync(first.Id, new PersonChanges { FamilyName = "Zzz" }, TestRegistry.By));

        var written = await registry.Get<ExportPeople>().ExecuteAsync(new PeopleFilter(), to, ExportFormat.Plain, ExportWords.Technical);

        var addresses = Encoding.UTF8.GetString(to.ToArray()).Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[6]).ToList();
        Assert.Equal((520, 520, 520), (written, addresses.Count, addresses.Distinct().Count()));
    }

    private async Task<string> ExportAsync(PeopleFilter filter, ExportFormat format)
    {
        using var to = new MemoryStream();
        await registry.Get<ExportPeople>().ExecuteAsync(filter, to, format, ExportWords.Technical);
        return Encoding.UTF8.GetString(to.ToArray()).TrimStart('\uFEFF');
    }

    /// <summary>Does something when the first bytes come.</summary>
    private sealed class WatchedStream(Func<Task> act) : MemoryStream
    {
        private bool begun;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!begun)
            {
                begun = true;
                await act();
            }

            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
