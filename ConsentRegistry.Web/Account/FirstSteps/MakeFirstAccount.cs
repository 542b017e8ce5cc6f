using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.FirstSteps;

/// <summary>
/// Makes the first administrator, once. It may hold working roles too, so that one person can try the whole
/// product; nobody else can be asked yet.
/// </summary>
public sealed class MakeFirstAccount(
    UserManager<OperatorAccount> accounts, AccountsDbContext db, SetUpCode code, LastAdministrator administrators, AccountErrors errors, AuditTrail audit, TimeProvider time)
{
    public async Task<bool> IsOpenAsync()
    {
        code.IsWanted = code.IsWanted && !await administrators.ExistsAsync();
        return code.IsWanted;
    }

    /// <summary>Whether nobody could sign in yet, so that there is nothing to do but to set up.</summary>
    public async Task<bool> IsFirstAsync() => await IsOpenAsync() && !await db.Users.AnyAsync();

    /// <param name="workingRoles">Roles beside <see cref="Role.Administrator"/>; may be empty.</param>
    /// <returns>The refusals, or success with the account.</returns>
    public async Task<(IdentityResult Result, OperatorAccount? Account)> RunAsync(
        string typedCode, string email, string displayName, string password, IEnumerable<string> workingRoles)
    {
        if (!code.Matches(typedCode))
        {
            return (IdentityResult.Failed(errors.WrongSetUpCode()), null);
        }

        await code.Turn.WaitAsync();
        try
        {
            if (!await IsOpenAsync())
            {
                return (IdentityResult.Failed(errors.SetUpIsDone()), null);
            }

            var account = OperatorAccount.Create(email, displayName, time.GetUtcNow());
            await using var transaction = await db.Database.BeginTransactionAsync();
            var roles = workingRoles.Append(Role.Administrator).Distinct().ToList();
            var result = await accounts.CreateAsync(account, password)
                .ThenAsync(() => accounts.AddToRolesAsync(account, roles));
            if (!result.Succeeded)
            {
                return (result, null);
            }

            await audit.RecordAsync(account.Id.ToString(), AuditAction.AccountAdded, account.Id, Role.Details(roles));
            await transaction.CommitAsync();
            code.IsWanted = false;
            return (result, account);
        }
        finally
        {
            code.Turn.Release();
        }
    }
}
