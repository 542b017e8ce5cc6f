namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>
/// One sign-in of an operator, kept at the server. The cookie names it and is worth nothing without it; a session that has ended is a row that is gone.
/// </summary>
public sealed class OperatorSession
{
    public const int BrowserLength = 60;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>
    /// The security stamp of the account as the holder of this session knows it. Whatever changes how an account is entered, or what it may do, changes the
    /// stamp of the account, and with that ends every session but the one in which it was done.
    /// </summary>
    public required string SecurityStamp { get; set; }

    /// <summary>Browser and system in two words, by which its owner knows it again; empty where the browser says neither.</summary>
    public required string Browser { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When something was last asked or done in it, to within <see cref="OperatorSessions.SeenEvery"/>.</summary>
    public required DateTimeOffset SeenAt { get; set; }
}
