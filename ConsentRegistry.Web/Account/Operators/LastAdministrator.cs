using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Operators;

/// <summary>Keeps the door open: one account that is not disabled is always an administrator, or nobody could make another.</summary>
public sealed class LastAdministrator(AccountsDbContext db)
{
    /// <summary>Whether the account, and no other open one, holds the role. Ask inside the transaction that takes the role away.</summary>
    public async Task<bool> IsAsync(OperatorAccount account)
    {
        var administrators = await Open().Select(each => each.Id).ToListAsync();
        return administrators is [var only] && only == account.Id;
    }

    /// <summary>Whether there is an open administrator at all. Without one the set-up page is open.</summary>
    public Task<bool> ExistsAsync() => Open().AnyAsync();

    private IQueryable<OperatorAccount> Open() =>
        from held in db.UserRoles
        join role in db.Roles on held.RoleId equals role.Id
        join account in db.Users on held.UserId equals account.Id
        where role.Name == Role.Administrator && account.DisabledAt == null
        select account;
}
