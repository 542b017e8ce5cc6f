using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Web.Account.Demo;

/// <summary>Gives the colleagues of a demonstration accounts with which nothing is left to do before work begins.</summary>
public sealed class MakeDemoAccounts(UserManager<OperatorAccount> accounts, AccountsDbContext db, AuditTrail audit, DataFolder folder, TimeProvider time)
{
    /// <param name="by">Who runs the demonstration, as the audit trail names them.</param>
    /// <returns>The id of each by role, as ledger and audit name them.</returns>
    /// <exception cref="InvalidOperationException">The folder is no demonstration: a password that everybody knows opens no other.</exception>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(string by)
    {
        if (!folder.IsDemo)
        {
            throw new InvalidOperationException("Only a demonstration has colleagues with a password that everybody knows.");
        }

        var made = new Dictionary<string, string>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var colleague in DemoSignIns.All)
        {
            var account = OperatorAccount.Create(colleague.Email, colleague.DisplayName, time.GetUtcNow());
            account.ConfidentialityAcceptedAt = account.CreatedAt;
            var result = await accounts.CreateAsync(account, DemoSignIns.Password).ThenAsync(() => accounts.AddToRoleAsync(account, colleague.Role));
            if (!result.Succeeded)
            {
                throw new InvalidOperationException($"The account of a demonstration is refused: {string.Join(' ', result.Errors.Select(error => error.Code))}.");
            }

            await audit.RecordAsync(by, AuditAction.AccountAdded, account.Id, Role.Details([colleague.Role]));
            made[colleague.Role] = account.Id.ToString();
        }

        await transaction.CommitAsync();
        return made;
    }
}
