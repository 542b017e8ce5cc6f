using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>The four roles of DESIGN 4. What each may do stands in <see cref="Policies"/>.</summary>
public static class Role
{
    public const string Recruiter = nameof(Recruiter);
    public const string Marketing = nameof(Marketing);
    public const string Dpo = nameof(Dpo);
    public const string Administrator = nameof(Administrator);

    public static IReadOnlyList<string> All { get; } = [Recruiter, Marketing, Dpo, Administrator];

    /// <summary>What the audit trail says about an account that was given these roles.</summary>
    internal static Dictionary<string, string> Details(IEnumerable<string> roles) => new() { ["roles"] = string.Join(' ', roles.Distinct().Order()) };

    /// <summary>Why an account cannot hold exactly these roles; null when it can.</summary>
    internal static IdentityError? FirstProblem(IReadOnlyCollection<string> roles, AccountErrors errors) =>
        roles.Count == 0 ? errors.NoRole()
        : roles.FirstOrDefault(role => !All.Contains(role)) is { } unknown ? errors.InvalidRoleName(unknown)
        : null;
}
