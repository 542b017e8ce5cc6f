namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>What became of a password.</summary>
/// <param name="Wait">How long until the next attempt; zero unless <see cref="PasswordOutcome.Slowed"/>.</param>
public sealed record PasswordAnswer(PasswordOutcome Outcome, TimeSpan Wait = default);

public enum PasswordOutcome
{
    SignedIn,

    /// <summary>It was right, and a code is wanted beside it.</summary>
    SecondStep,

    /// <summary>It was right, and for this account it is not enough.</summary>
    PasskeyWanted,

    /// <summary>Name and password do not match, or the account is closed: which of it is told nobody.</summary>
    Refused,

    /// <summary>Too many attempts just now; this one was not looked at.</summary>
    Slowed,
}
