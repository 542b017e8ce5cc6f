using ConsentRegistry.Web.Account.Operators;

namespace ConsentRegistry.Web.Account.Demo;

/// <summary>An invented colleague who may sign in to a demonstration.</summary>
/// <param name="Role">One of <see cref="Operators.Role"/>.</param>
public sealed record DemoSignIn(string Email, string DisplayName, string Role);

/// <summary>
/// The colleagues of a demonstration, one a role. Their password is no secret: they exist only in a folder that the verb <c>demo</c> filled, in which everybody is invented, and
/// the sign-in page of such a folder names it.
/// </summary>
public static class DemoSignIns
{
    public const string Password = "vier blauwe deuren";

    public static IReadOnlyList<DemoSignIn> All { get; } =
    [
        new("lotte@imalink.example", "Lotte Verhoeven", Role.Recruiter),
        new("karim@imalink.example", "Karim Bensaïd", Role.Marketing),
        new("sofie@imalink.example", "Sofie Lambert", Role.Dpo),
        new("tom@imalink.example", "Tom De Backer", Role.Administrator),
    ];
}
