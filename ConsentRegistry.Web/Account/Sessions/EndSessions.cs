using System.Globalization;
using ConsentRegistry.Core.Auditing;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>Ends sessions of an account from outside: the owner's own elsewhere, or all of a colleague's by an administrator.</summary>
public sealed class EndSessions(AccountsDbContext db, AuditTrail audit)
{
    /// <param name="only">This session alone; null for all of the account.</param>
    /// <param name="except">The session in which this is asked, which goes on; null where none does.</param>
    /// <param name="by">The operator who acts, as the audit trail names them.</param>
    public async Task RunAsync(Guid account, Guid? only, Guid? except, string by)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var ended = await db.Sessions
            .Where(session => session.AccountId == account && (only == null || session.Id == only) && session.Id != except)
            .ExecuteDeleteAsync();
        if (ended > 0)
        {
            await audit.RecordAsync(by, AuditAction.SessionsEnded, account, new Dictionary<string, string> { ["sessions"] = ended.ToString(CultureInfo.InvariantCulture) });
            await transaction.CommitAsync();
        }
    }
}
