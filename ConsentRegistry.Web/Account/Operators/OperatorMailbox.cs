using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Finds the mail address of an operator's own account, for what may go to nobody else.</summary>
internal sealed class OperatorMailbox(IDbContextFactory<AccountsDbContext> contexts)
{
    /// <returns>Null for who has no account, as on the command line, and for an account that is closed.</returns>
    public async Task<string?> FindAsync(string operatorId, CancellationToken cancellation)
    {
        if (!Guid.TryParse(operatorId, out var id))
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Users.Where(account => account.Id == id && account.DisabledAt == null).Select(account => account.Email).SingleOrDefaultAsync(cancellation);
    }
}
