using System.Collections.Frozen;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>
/// Column names on nationality, birth, health, religion and disability, or on what else GDPR 9 and the Belgian law on the national
/// number protect (P-21…26). Such a column is named to the operator and never read.
/// </summary>
internal static class SensitiveHeaders
{
    private static readonly string[] Stems =
    [
        "nationalit", "citizenship", "staatsangehor", "staatsburger", "citoyennete", "countryoforigin", "landvanherkomst", "herkomstland", "landvanoorsprong", "paysdorigine", "herkunftsland",
        "geboorte", "geboren", "birth", "naissance", "geburt", "gebdat", "verjaardag", "datenaiss",
        "gezondheid", "health", "etatdesante", "medical", "medisch", "medizin", "gesundheit", "krankheit", "ziekte", "ziekenfonds", "mutualite", "maladie", "allergi", "zwanger", "schwanger", "grossesse", "pregnan",
        "religi", "geloof", "godsdienst", "levensbeschouw", "confession", "konfession", "kirchensteuer", "croyance",
        "disab", "handicap", "behinder", "arbeidsbeperking", "mindervalid", "andersvalid", "invalidit", "schwerbehind", "rqth", "arbeidsongeschikt", "rolstoel", "wheelchair", "fauteuilroulant",
        "ethni", "etnisch", "sexualorient", "orientationsexuelle", "seksuele", "vakbond", "syndicat", "tradeunion", "gewerkschaft", "politicalop", "opinionpolitique", "opinionspolitiques", "politiekeo", "politiekevoorkeur",
        "rijksregister", "registrenational", "nationalnumber", "numeronational", "nationaalnummer", "nationalregister",
    ];

    private static readonly FrozenSet<string> Words =
        FrozenSet.ToFrozenSet(["dob", "ddn", "niss", "insz", "inss", "race", "beperking", "geb", "sante", "birthday", "anniversaire", "geloof", "culte", "rrn"], StringComparer.Ordinal);

    // "Né(e) le", "N° national": their words are too short to mean anything alone. "Nat." does so only where it is the whole name.
    private static readonly FrozenSet<string> Whole = FrozenSet.ToFrozenSet(["neele", "nele", "nnational"], StringComparer.Ordinal);

    public static bool Has(HeaderWords words) =>
        words.ContainsAny(Stems) || words.HasAny(Words) || (words.Tokens.Count > 1 && Whole.Contains(words.Compact)) || words.Compact == "nat";
}
