namespace ConsentRegistry.Web.Account;

/// <summary>The four roles of DESIGN 4. What each may do stands in <see cref="Policies"/>.</summary>
internal static class Role
{
    public const string Recruiter = nameof(Recruiter);
    public const string Marketing = nameof(Marketing);
    public const string Dpo = nameof(Dpo);
    public const string Administrator = nameof(Administrator);

    public static IReadOnlyList<string> All { get; } = [Recruiter, Marketing, Dpo, Administrator];
}
