using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Commands.Demo;

/// <summary>
/// Invented people: names put together by chance, mail addresses of domains that cannot exist, numbers of a range that is given to nobody.
/// </summary>
internal sealed class DemoPeople(Random random)
{
    private static readonly Dictionary<string, (string[] Given, string[] Family, string[] Cities)> Names = new()
    {
        ["nl"] = (
            ["Anke", "Bert", "Daan", "Eline", "Freek", "Griet", "Hanne", "Ilse", "Joris", "Katrien", "Lander", "Mieke", "Nele", "Roel", "Stijn", "Tine", "Wim", "Yorben"],
            ["Peeters", "Janssens", "Maes", "Claes", "De Smet", "Van de Velde", "Wouters", "Verstraete", "Goossens", "D'Hondt", "Aerts", "Hermans"],
            ["Gent", "Leuven", "Antwerpen", "Hasselt", "Brugge", "Mechelen"]),
        ["fr"] = (
            ["Amélie", "Benoît", "Chloé", "Damien", "Élodie", "François", "Gaëlle", "Hugo", "Inès", "Julien", "Loïc", "Margaux", "Noémie", "Olivier", "Zoé"],
            ["Dubois", "Lambert", "Lefèbvre", "Noël", "Moreau", "Dupont", "Leroy", "Marchal", "Simon", "Wauters"],
            ["Bruxelles", "Namur", "Liège", "Mons", "Wavre"]),
        ["en"] = (
            ["Aisha", "Brian", "Carla", "Dinesh", "Erin", "Farid", "Gwen", "Hamza", "Ivana", "Kofi", "Marta", "Piotr"],
            ["Nowak", "Silva", "O'Brien", "El Amrani", "Okafor", "Kumar", "Novak", "Rossi", "Jensen"],
            ["Brussel", "Gent", "Antwerpen"]),
    };

    private static readonly string[] Domains = ["kandidaat.example", "postvak.example", "brievenbus.example", "ictmail.example"];
    private static readonly string[] Companies = ["Noordzee Software", "Havenbedrijf Data", "Atelier Numérique", "Bosrand Logistics", "Cobalt Banking", "Leie Energie"];
    private static readonly string[] Skills = ["C#", "Java", "SQL", "Azure", "Kubernetes", "Python", "Angular", "Terraform", "Scrum", "SAP"];
    private static readonly string[] Jobs = ["Software engineer", "Business analist", "DevOps engineer", "Data engineer", "Testanalist", "Scrum master"];
    private static readonly string[] Sites = ["StepStone", "VDAB", "LinkedIn", "Indeed", "Jobat"];

    private int made;

    /// <summary>The next person, whose data came on <paramref name="on"/> (Europe/Brussels).</summary>
    public NewPerson Next(DateOnly on, string noticeVersion)
    {
        made++;
        var language = random.Next(100) switch { < 60 => "nl", < 90 => "fr", _ => "en" };
        var (given, family, cities) = Names[language];
        var (first, last) = (Of(given), Of(family));
        var person = new NewPerson
        {
            GivenName = first,
            FamilyName = last,
            Language = language,
            City = Of(cities),
            AcquiredOn = on,
            NoticeVersion = noticeVersion,
            ObjectionOffered = true,
        };
        return random.Next(100) switch
        {
            < 50 => person with
            {
                Relationship = Relationship.CandidateApplied, Source = AcquisitionSource.AdResponse, Moment = CollectionMoment.JobApplication, ApplicationBegun = true,
                Addresses = Addresses(last, Of(Domains)), JobTitle = Of(Jobs), Skills = SomeSkills(),
            },
            < 78 => person with
            {
                Relationship = Relationship.CandidateSourced, Source = AcquisitionSource.CvMatch, Moment = CollectionMoment.ProjectBid, Site = Of(Sites),
                Addresses = Addresses(last, Of(Domains)), JobTitle = Of(Jobs), Skills = SomeSkills(), ObjectionOffered = false, NoticeVersion = random.Next(3) > 0 ? noticeVersion : null,
            },
            < 90 => AtCompany(person, last) with { Relationship = Relationship.Client, Source = AcquisitionSource.Engagement, Moment = CollectionMoment.ClientService },
            < 96 => AtCompany(person, last) with { Relationship = Relationship.Supplier, Source = AcquisitionSource.BusinessCard, Moment = CollectionMoment.Supply },
            _ => person with { Relationship = Relationship.Unknown, Source = AcquisitionSource.ContactForm, Moment = CollectionMoment.WebForm, Addresses = Addresses(last, Of(Domains)) },
        };
    }

    private NewPerson AtCompany(NewPerson person, string last)
    {
        var company = Of(Companies);
        return person with { Company = company, Addresses = Addresses(last, $"{Letters(company)}.example") };
    }

    private List<Address> Addresses(string last, string domain)
    {
        var addresses = new List<Address> { Address.Read($"{Letters(last)}{made}@{domain}")! };
        if (random.Next(3) > 0)
        {
            addresses.Add(Address.Read($"0400{100_000 + made:000000}")!);
        }

        return addresses;
    }

    private string SomeSkills() => string.Join(", ", Enumerable.Range(0, random.Next(2, 5)).Select(_ => Of(Skills)).Distinct());

    private string Of(string[] some) => some[random.Next(some.Length)];

    private static string Letters(string text) => string.Concat(
        text.Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
}
