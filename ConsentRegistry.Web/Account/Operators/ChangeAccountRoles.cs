using ConsentRegistry.Core.Auditing;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Gives an account exactly these roles. Open sessions end, so that nobody goes on under the old ones.</summary>
public sealed class ChangeAccountRoles(
    UserManager<OperatorAccount> accounts, AccountsDbContext db, AccountErrors errors, LastAdministrator lastAdministrator, AuditTrail audit)
{
    /// <param name="by">The operator who acts, as the audit trail names them.</param>
    public async Task<IdentityResult> RunAsync(string email, IReadOnlyCollection<string> roles, string by)
    {
        if (Role.FirstProblem(roles, errors) is { } problem)
        {
            return IdentityResult.Failed(problem);
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await accounts.FindByEmailAsync(email.Trim()) is not { } account)
        {
            return IdentityResult.Failed(errors.UnknownAccount());
        }

        if (!roles.Contains(Role.Administrator) && await lastAdministrator.IsAsync(account))
        {
            return IdentityResult.Failed(errors.LastAdministrator());
        }

        var held = await accounts.GetRolesAsync(account);
        var result = await accounts.RemoveFromRolesAsync(account, held.Except(roles))
            .ThenAsync(() => accounts.AddToRolesAsync(account, roles.Except(held)))
            .ThenAsync(() => accounts.UpdateSecurityStampAsync(account));
        if (result.Succeeded)
        {
            await audit.RecordAsync(by, AuditAction.AccountRolesChanged, account.Id, Role.Details(roles));
            await transaction.CommitAsync();
        }

        return result;
    }
}
