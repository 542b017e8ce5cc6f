using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account;

/// <summary>Keeps the door open: one account that is not disabled is always an administrator, or nobody could make another.</summary>
public sealed class LastAdministrator(AccountsDbContext db)
{
    /// <summary>Whether no other open account holds the role. Ask inside the transaction that takes the role away.</summary>
    public async Task<bool> IsAsync(OperatorAccount account) => !await (
        from held in db.UserRoles
        join role in db.Roles on held.RoleId equals role.Id
        join other in db.Users on held.UserId equals other.Id
        where role.Name == Role.Administrator && other.DisabledAt == null && other.Id != account.Id
        select other).AnyAsync();
}
