namespace ConsentRegistry.Measure;

/// <summary>Names put together by chance, a few of them very common as in life; the same in every run.</summary>
internal sealed class InventedNames
{
    private static readonly string[] Syllables =
    [
        "ba", "ber", "bos", "ckx", "da", "de", "del", "den", "do", "du", "el", "eik", "fa", "fi", "gen", "ghe", "ha", "hof", "ja", "ka", "ko", "la", "ler", "li", "lo",
        "ma", "mans", "mer", "na", "no", "ou", "pe", "pont", "ra", "rij", "ro", "sa", "sen", "sta", "ta", "ter", "ti", "tra", "van", "ver", "vo", "wil", "yn", "za", "zon",
    ];

    private readonly Random random;
    private readonly string[] given;
    private readonly string[] family;
    private readonly string[] companies;

    public InventedNames(int seed)
    {
        random = new Random(seed);
        given = [.. (string[])["An", "Jan", "Marc", "Marie", "Anna", "Jean-Pierre", "Élodie", "Noémie", "Els", "Sofie"], .. Some(400, 2, 3)];
        family = [.. (string[])["Peeters", "Janssens", "Maes", "De Smet", "Van den Berghe", "D'Hondt", "Lefèbvre", "Dubois"], .. Some(6000, 2, 4)];
        companies = [.. Some(20000, 2, 4).Zip(Some(20000, 1, 3), (a, b) => $"{a} {b}")];
    }

    public string Given => OftenFirst(given);

    public string Family => OftenFirst(family);

    public string Company => companies[random.Next(companies.Length)];

    // About a hundredth has the commonest family name, and a tail that hardly anybody shares.
    private string OftenFirst(string[] names) => names[(int)(Math.Pow(random.NextDouble(), 2.2) * names.Length)];

    private IEnumerable<string> Some(int count, int least, int most)
    {
        for (var i = 0; i < count; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Syllables[random.Next(Syllables.Length)]));
            yield return char.ToUpperInvariant(name[0]) + name[1..];
        }
    }
}
