using System.Security.Cryptography;

namespace ConsentRegistry.Web.Account.Passwords;

/// <summary>A secret that a person reads from one screen and types on another: no letter looks like a digit, nothing has case.</summary>
internal static class ReadableSecret
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;

    /// <summary>Four groups of five characters, about 99 bits.</summary>
    public static string Create() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
}
