using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>The account of one operator: a colleague who signs in. The user name is the e-mail address.</summary>
public sealed class OperatorAccount : IdentityUser<Guid>
{
    public const int DisplayNameLength = 100;

    /// <summary>The name that colleagues see and that ledger and audit show beside the id.</summary>
    public string DisplayName { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the operator accepted the duty of confidentiality (P-59); null until then, and until then nothing opens.</summary>
    public DateTimeOffset? ConfidentialityAcceptedAt { get; set; }

    /// <summary>The password was chosen by an administrator and lets its holder do nothing but choose another.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When an administrator closed the account; null while it is open. Accounts are closed, never deleted: history names them.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <param name="email">Also the user name; spaces around it are not part of it.</param>
    public static OperatorAccount Create(string email, string displayName, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        UserName = email.Trim(),
        Email = email.Trim(),
        DisplayName = displayName.Trim(),
        CreatedAt = at,
    };
}
