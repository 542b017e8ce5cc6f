using System.Collections.Frozen;

namespace ConsentRegistry.Core.Imports;

/// <summary>Column names that are whole questions, as form tools and some sites write them: "Wat is je naam?", "Mogen we je mailen?"</summary>
internal static class HeaderQuestions
{
    private static readonly FrozenSet<string> Asking = HeaderPatterns.Words(
        "wat welk welke waar what which where quel quelle quels quelles welche welcher welches welchem wo");

    private static readonly FrozenSet<string> Around = HeaderPatterns.Words("is est are zijn sont ist sind lautet lauten je jouw ton ta tes dein deine ihr");

    private static readonly FrozenSet<string> Leave = HeaderPatterns.Words("""
        mag mogen kan kunnen wil wilt wens wenst aanvaardt accepteert accept accepts agree agrees want wants accepte acceptes acceptez souhaite souhaites souhaitez autorise autorises autorisez pouvons
        darf durfen konnen mochte mochten mochtest
        """);

    private static readonly FrozenSet<string> No = HeaderPatterns.Words("niet geen nooit not no never ne n pas jamais nicht kein keine keinen nie");
    private static readonly string[] LeaveStems = ["maywe", "canwe", "maybeemail", "maybemail", "canbeemail", "canbemail"];
    private static readonly string[] AddressStems = ["adres", "nummer", "number", "numero"];
    private static readonly string[] MailStems = ["mail", "courriel", "newsletter", "nieuwsbrief", "infolettre"];

    /// <summary>What is asked for: "naam" of "Wat is naam?". A name that is no such question stays as it is.</summary>
    public static HeaderWords WithoutQuestion(HeaderWords words) => words.HasAny(Asking) ? words.Without(Asking).Without(Around) : words;

    /// <summary>Whether a yes or no to being contacted stands below, and so no address: "Mag gemaild worden", "May we phone you?"</summary>
    public static bool AskForLeave(HeaderWords words) =>
        (words.HasAny(Leave) || words.ContainsAny(LeaveStems)) && !words.HasAny(Asking) && !words.ContainsAny(AddressStems);

    /// <summary>What a yes to a question about mail says; null for any other name.</summary>
    public static ImportField? LeaveToMail(HeaderWords words) =>
        !AskForLeave(words) || !words.ContainsAny(MailStems) ? null
        : words.HasAny(No) ? ImportField.OptedOut
        : ImportField.MarketingOptIn;
}
