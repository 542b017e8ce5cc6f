using System.Collections.Frozen;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Column names that are whole questions, as form tools and some sites write them: "Wat is je naam?", "Mogen we je mailen?"</summary>
internal static class HeaderQuestions
{
    private static readonly FrozenSet<string> Asking = HeaderPatterns.Words(
        "wat welk welke waar what which where quel quelle quels quelles welche welcher welches welchem wo");

    private static readonly FrozenSet<string> Around = HeaderPatterns.Words("is est are zijn sont ist sind lautet lauten je jouw ton ta tes dein deine ihr");

    private static readonly string[] AddressStems = ["adres", "nummer", "number", "numero"];

    /// <summary>What is asked for: "naam" of "Wat is naam?". A name that is no such question stays as it is.</summary>
    public static HeaderWords WithoutQuestion(HeaderWords words) => words.HasAny(Asking) ? words.Without(Asking).Without(Around) : words;

    /// <summary>Whether an address is asked for and not leave to use it: "At which number may we phone you?"</summary>
    public static bool AskForAddress(HeaderWords words) => words.HasAny(Asking) || words.ContainsAny(AddressStems);
}
