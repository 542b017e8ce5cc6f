using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Web.Account.Passwords;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Gives a colleague an account with at least one role and a password for the first sign-in only.</summary>
public sealed class AddAccount(
    UserManager<OperatorAccount> accounts, AccountsDbContext db, AccountErrors errors, AuditTrail audit, TimeProvider time)
{
    /// <param name="by">The operator who acts, as the audit trail names them.</param>
    public async Task<IssuedPassword> RunAsync(string email, string displayName, IReadOnlyCollection<string> roles, string by)
    {
        if (Role.FirstProblem(roles, errors) is { } problem)
        {
            return IssuedPassword.Refused(problem);
        }

        var account = OperatorAccount.Create(email, displayName, time.GetUtcNow());
        account.MustChangePassword = true;
        var password = ReadableSecret.Create();

        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await accounts.CreateAsync(account, password)
            .ThenAsync(() => accounts.AddToRolesAsync(account, roles.Distinct()));
        if (!result.Succeeded)
        {
            return new IssuedPassword(result, null);
        }

        await audit.RecordAsync(by, AuditAction.AccountAdded, account.Id, Role.Details(roles));
        await transaction.CommitAsync();
        return new IssuedPassword(result, password);
    }
}
