namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>The first line that a client writes to the control socket: a verb as typed, and who typed it where.</summary>
/// <param name="Protocol">The client's protocol; another number than the owner's is refused with a sentence, not guessed at.</param>
/// <param name="Args">The command line; its relative paths count from <paramref name="Directory"/>.</param>
/// <param name="Directory">The client's current directory, absolute.</param>
/// <param name="Operator">Who acts. The socket lets in the owner's own account and the system's administrator only, who could write anything
/// into the folder without it: so the name is taken as given.</param>
/// <param name="Language">The client's language, as a culture name.</param>
/// <param name="ShowsProgress">Whether somebody watches the client's standard error.</param>
public sealed record ControlRequest(int Protocol, IReadOnlyList<string> Args, string Directory, string Operator, string Language, bool ShowsProgress)
{
    public const int CurrentProtocol = 1;
}
