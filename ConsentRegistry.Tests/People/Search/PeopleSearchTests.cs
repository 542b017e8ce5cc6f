using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.People.Search;

public sealed class PeopleSearchTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [InlineData("lefebvre")]
    [InlineData("LEFÈBVRE")]
    [InlineData("élo lef")]
    [InlineData("lefebvre elodie")]
    [InlineData("numerique elodie")]
    [InlineData("pierre")]
    [InlineData("marie-pierre")]
    [InlineData("febv")]
    [InlineData("térIque")]
    [InlineData("e l")]
    [InlineData("l")]
    public async Task Part_of_a_name_or_company_finds_in_any_order_case_and_accent(string text)
    {
        await AddAsync("elodie@kandidaat.example", "Élodie Marie-Pierre", "Lefèbvre", "Atelier Numérique Esotérique");
        await AddAsync("bart@kandidaat.example", "Bart", "Maes", null);
        Assert.Equal(["Élodie Marie-Pierre Lefèbvre"], await NamesAsync(text));
    }

    [Theory]
    [InlineData("ebvre elodie bart")]
    [InlineData("eb")]
    [InlineData("lodi efe xx")]
    [InlineData("...")]
    [InlineData("el\"od")]
    [InlineData("lefelo")]
    [InlineData("vremar")]
    public async Task Every_word_must_fit_and_one_or_two_letters_only_where_a_word_begins(string text)
    {
        await AddAsync("elodie@kandidaat.example", "Élodie", "Lefèbvre", null);
        Assert.Empty(await NamesAsync(text));
    }

    [Theory]
    [InlineData("O'Brien")]
    [InlineData("o’brien")]
    [InlineData("brien")]
    [InlineData("h&m")]
    [InlineData("李")]
    public async Task Apostrophes_signs_and_other_scripts_are_found(string text)
    {
        await AddAsync("brien@kandidaat.example", "李", "O'Brien", "H&M");
        Assert.Single(await NamesAsync(text));
    }

    [Theory]
    [InlineData("An.Peeters@kandidaat.example")]
    [InlineData("  an.peeters@KANDIDAAT.EXAMPLE ")]
    [InlineData("0470 12 34 56")]
    [InlineData("+32 (0)470/12.34.56")]
    public async Task An_address_is_found_whole_in_any_spelling(string text)
    {
        await registry.CandidateAsync("an.peeters@kandidaat.example", but: person => person with { Addresses = [.. person.Addresses, Address.Read("+32470123456")!] });
        var found = await FindAsync(text);
        Assert.Equal("An Peeters", Assert.Single(found.Rows).FullName);
        Assert.Equal(AddressState.NotSuppressed, found.Address?.State);
        Assert.False(found.IsSuppressedNobody);
    }

    [Theory]
    [InlineData("an.peeters@")]
    [InlineData("peeters@kandidaat")]
    [InlineData("0470 12")]
    public async Task A_piece_of_an_address_finds_nobody_and_says_that_it_is_one(string text)
    {
        await registry.CandidateAsync("an.peeters@kandidaat.example");
        var found = await FindAsync(text);
        Assert.Empty(found.Rows);
        Assert.True(found.IsPartOfAddress);
    }

    [Fact]
    public async Task Whoever_said_no_is_found_with_it()
    {
        await registry.CandidateAsync("an.peeters@kandidaat.example");
        await registry.OptOutAsync("an.peeters@kandidaat.example", "topic:Projects");
        Assert.Equal(Topic.Projects, Assert.Single(Assert.Single((await FindAsync("peet")).Rows).Bars).Topic);
    }

    [Fact]
    public async Task A_barred_address_of_nobody_is_never_merely_not_found()
    {
        await registry.OptOutAsync("niemand@kandidaat.example");
        var found = await FindAsync("Niemand@kandidaat.example");
        Assert.True(found.IsSuppressedNobody);
        Assert.Equal(AddressState.Suppressed, found.Address?.State);
        Assert.True(Assert.Single(found.Address!.Bars).Scope.IsEverything);
        Assert.False((await FindAsync("iemand@kandidaat.example")).IsSuppressedNobody);
    }

    [Fact]
    public async Task An_address_of_an_erased_person_is_barred_and_of_nobody()
    {
        var an = await registry.CandidateAsync("an.peeters@kandidaat.example");
        Assert.True((await registry.Get<ErasePerson>().ExecuteAsync(an, TestRegistry.By, EntryPoint.Screen)).IsDone);
        var found = await FindAsync("an.peeters@kandidaat.example");
        Assert.True(found.IsSuppressedNobody);
        Assert.Equal(SuppressionReason.Erasure, Assert.Single(found.Address!.Bars).Reason);
        Assert.Empty(await NamesAsync("peeters"));
    }

    [Fact]
    public async Task A_suppression_list_that_does_not_answer_is_not_taken_for_a_free_address()
    {
        var fresh = new SuppressionList(registry.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<RegistryDbContext>>(), new SuppressionIndex(new GateLock()), registry.Get<SuppressionKeys>());
        Assert.Null(await fresh.BarsOfAsync(Address.Read("niemand@kandidaat.example")!));
        Assert.True(new FoundPeople([], 0, false) { Address = new TypedAddress(AddressKind.Email, AddressState.Unknown, []) }.IsSuppressedNobody);
    }

    [Fact]
    public async Task A_changed_name_is_found_and_the_old_one_is_not()
    {
        var an = await registry.CandidateAsync("an.peeters@kandidaat.example");
        await RenameAsync(an, "Verhaegen");
        Assert.Single(await NamesAsync("verhaeg"));
        Assert.Empty(await NamesAsync("peeters"));
    }

    [Fact]
    public async Task Of_two_merged_records_one_is_found()
    {
        var gone = await registry.CandidateAsync("an@kandidaat.example", "Ann", "Peters");
        var kept = await registry.CandidateAsync("an.peeters@kandidaat.example");
        Assert.True((await registry.Get<MergePeople>().ExecuteAsync(gone, kept, TestRegistry.By)).IsDone);
        Assert.Equal(["An Peeters"], await NamesAsync("an"));
        Assert.Empty(await NamesAsync("peters"));
        Assert.Equal(1, (await FindAsync("")).Total);
    }

    [Fact]
    public async Task Whole_words_come_before_beginnings_and_those_before_letters_within()
    {
        await AddAsync("1@kandidaat.example", "Suzan", "Zwart", null);
        await AddAsync("2@kandidaat.example", "Johanna", "Aerts", null);
        await AddAsync("3@kandidaat.example", "Anna", "Maes", null);
        await AddAsync("4@kandidaat.example", "Hanne", "Claes", "Anna Group");
        Assert.Equal(["Hanne Claes", "Anna Maes", "Johanna Aerts"], await NamesAsync("anna"));
    }

    [Fact]
    public async Task Facets_hold_for_names_addresses_and_everybody()
    {
        await AddAsync("1@kandidaat.example", "An", "Peeters", null);
        await AddAsync("2@kandidaat.example", "Amélie", "Peeters", null, person => person with { Language = "fr", Relationship = Relationship.Client, Source = AcquisitionSource.Engagement, Moment = CollectionMoment.ClientService });
        foreach (var text in (string[])["peeters", "2@kandidaat.example", ""])
        {
            Assert.Equal("Amélie Peeters", Assert.Single((await FindAsync(text, filter => filter with { Language = "fr" })).Rows).FullName);
            Assert.Equal("Amélie Peeters", Assert.Single((await FindAsync(text, filter => filter with { Relationship = Relationship.Client })).Rows).FullName);
            Assert.Empty((await FindAsync(text, filter => filter with { Relationship = Relationship.Client, Language = "en" })).Rows);
        }
    }

    [Theory]
    [InlineData(PeopleOrder.Name, false)]
    [InlineData(PeopleOrder.Name, true)]
    [InlineData(PeopleOrder.Company, false)]
    [InlineData(PeopleOrder.Company, true)]
    [InlineData(PeopleOrder.Changed, false)]
    [InlineData(PeopleOrder.Changed, true)]
    public async Task Pages_from_either_end_show_everybody_once(PeopleOrder order, bool descending)
    {
        for (var i = 0; i < 11; i++)
        {
            await AddAsync($"{i}@kandidaat.example", "An", $"Peeters{i % 4}", i % 3 == 0 ? null : $"Firma {i % 3}");
        }

        var whole = (await FindAsync("", filter => filter with { Order = order, Descending = descending })).Rows.Select(row => row.Id).ToList();
        Assert.Equal(11, whole.Distinct().Count());
        var paged = new List<Guid>();
        for (var skip = 0; skip < 12; skip += 3)
        {
            var page = await FindAsync("", filter => filter with { Order = order, Descending = descending, Skip = skip, Take = 3 });
            Assert.Equal(11, page.Total);
            paged.AddRange(page.Rows.Select(row => row.Id));
        }

        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task A_row_names_the_first_mailbox_and_a_dead_one_only_when_there_is_no_other_and_none_where_nobody_asked()
    {
        var person = await registry.CandidateAsync(
            "eerste@kandidaat.example", but: each => each with { Addresses = [.. each.Addresses, Address.Read("0475123456")!, Address.Read("tweede@kandidaat.example")!] });
        var points = (await registry.Get<PeopleQueries>().FindAsync(person))!.ContactPoints;
        Assert.Equal(("eerste@kandidaat.example", 1), await EmailAsync(true));
        Assert.Equal((null, 0), await EmailAsync(false));

        await DeadAsync("eerste@kandidaat.example");
        Assert.Equal(("tweede@kandidaat.example", 1), await EmailAsync(true));
        await DeadAsync("tweede@kandidaat.example");
        Assert.Equal(("eerste@kandidaat.example", 1), await EmailAsync(true));

        async Task DeadAsync(string address) => Assert.True((await registry.Get<MarkContactPointDead>()
            .ExecuteAsync(person, points.Single(point => point.Address.Exact == address).Id, "bounced", TestRegistry.By)).IsDone);

        async Task<(string?, int)> EmailAsync(bool asked) =>
            Assert.Single((await FindAsync("", filter => filter with { WithEmail = asked })).Rows) is var row ? (row.Email, row.FurtherEmails) : default;
    }

    private Task<Guid> AddAsync(string address, string given, string family, string? company, Func<NewPerson, NewPerson>? but = null) =>
        registry.CandidateAsync(address, given, family, person => (but?.Invoke(person) ?? person) with { Company = company });

    private async Task RenameAsync(Guid person, string family)
    {
        var outcome = await registry.Get<EditPerson>().ExecuteAsync(person, new PersonChanges { FamilyName = family }, TestRegistry.By);
        Assert.Null(outcome.Refusal);
    }

    private Task<FoundPeople> FindAsync(string text, Func<PeopleFilter, PeopleFilter>? but = null)
    {
        var filter = new PeopleFilter { Text = text, Order = PeopleOrder.Fit };
        return registry.Get<PeopleQueries>().ListAsync(but?.Invoke(filter) ?? filter);
    }

    private async Task<IEnumerable<string>> NamesAsync(string text) => (await FindAsync(text)).Rows.Select(row => row.FullName);
}
