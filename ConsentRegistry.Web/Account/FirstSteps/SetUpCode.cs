using System.Security.Cryptography;
using System.Text;
using ConsentRegistry.Web.Account.Passwords;

namespace ConsentRegistry.Web.Account.FirstSteps;

/// <summary>
/// The one-time code of the first start. It lives in memory only and is shown on the console, so that whoever makes the
/// first administrator is someone who can see the machine, not whoever finds the page first.
/// </summary>
public sealed class SetUpCode
{
    public string Value { get; } = ReadableSecret.Create();

    /// <summary>True from a start without an administrator until there is one.</summary>
    public bool IsWanted { get; internal set; }

    /// <summary>Held while the first account is made: two simultaneous posts of the right code make one account.</summary>
    internal SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Compares in constant time; spaces, hyphens and case do not count.</summary>
    public bool Matches(string? typed) => CryptographicOperations.FixedTimeEquals(Plain(typed ?? ""), Plain(Value));

    private static byte[] Plain(string code) =>
        Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToLowerInvariant());
}
