using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>One line of the list of accounts.</summary>
public sealed record AccountLine(
    Guid Id, string Email, string DisplayName, IReadOnlyList<string> Roles, bool HasSecondFactor, int Passkeys,
    DateTimeOffset CreatedAt, DateTimeOffset? DisabledAt);

/// <summary>What administrators read about accounts.</summary>
public sealed class AccountQueries(IDbContextFactory<AccountsDbContext> contexts)
{
    /// <summary>All accounts by name, those that are disabled last.</summary>
    public async Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = (await (
                from held in db.UserRoles
                join role in db.Roles on held.RoleId equals role.Id
                select new { held.UserId, role.Name }).ToListAsync(cancellationToken))
            .ToLookup(held => held.UserId, held => held.Name!);
        var passkeys = await db.UserPasskeys
            .GroupBy(passkey => passkey.UserId)
            .ToDictionaryAsync(own => own.Key, own => own.Count(), cancellationToken);
        var accounts = await db.Users.AsNoTracking().ToListAsync(cancellationToken);
        return [.. accounts
            .OrderBy(account => account.DisabledAt is not null)
            .ThenBy(account => account.DisplayName, StringComparer.CurrentCulture)
            .Select(account => new AccountLine(
                account.Id, account.Email!, account.DisplayName,
                [.. Role.All.Where(roles[account.Id].Contains)],
                account.TwoFactorEnabled, passkeys.GetValueOrDefault(account.Id),
                account.CreatedAt, account.DisabledAt))];
    }
}
