using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Account.SecondFactors;

/// <summary>Settings <c>Account</c>.</summary>
public sealed record AccountOptions
{
    public const string Section = "Account";

    private static readonly string[] Shipped = [Role.Dpo, Role.Administrator];

    /// <summary>Of a demonstration, whose passwords are no secret: nobody needs more.</summary>
    public static AccountOptions OfDemo { get; } = new() { TwoFactorRoles = new HashSet<string>() };

    /// <summary>Who needs more than a password to sign in (P-54…57).</summary>
    public required IReadOnlySet<string> TwoFactorRoles { get; init; }

    /// <summary>Reads <c>Account:TwoFactorRoles</c>: roles divided by commas, or <c>none</c>; the privacy officer and administrators where no role is named.</summary>
    /// <exception cref="VerbRefusedException">A role does not exist.</exception>
    public static AccountOptions Read(IConfiguration configuration)
    {
        var named = (configuration[$"{Section}:{nameof(TwoFactorRoles)}"] ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> roles = named switch
        {
            [] => Shipped,
            [var word] when word.Equals("none", StringComparison.OrdinalIgnoreCase) => [],
            _ => named.Select(RoleOf),
        };
        return new AccountOptions { TwoFactorRoles = roles.ToHashSet() };
    }

    private static string RoleOf(string name) =>
        Role.All.FirstOrDefault(role => role.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new VerbRefusedException($"{Section}:{nameof(TwoFactorRoles)} names the role {name}, which does not exist. Write some of {string.Join(", ", Role.All)}, or none.");
}
