using System.Security.Claims;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>Begins sessions, ends them, and says of a signed-in operator whether the session still is. The one place that knows when a session is over.</summary>
public sealed class OperatorSessions(IDbContextFactory<AccountsDbContext> contexts, TimeProvider time)
{
    /// <summary>A session in which nothing happens for so long is over.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>Written no more often than this, so that to look at pages does not write.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>The id of the session that the operator's cookie names; null where it names none.</summary>
    public static Guid? IdOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(OperatorClaims.Session), out var id) ? id : null;

    /// <summary>Begins a session; those of the account that are over go with it.</summary>
    /// <param name="userAgent">What the browser says of itself.</param>
    public async Task<Guid> BeginAsync(OperatorAccount account, string? userAgent)
    {
        var now = time.GetUtcNow();
        var session = new OperatorSession
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            SecurityStamp = account.SecurityStamp!,
            Browser = BrowserName.Of(userAgent),
            StartedAt = now,
            SeenAt = now,
        };
        await using var db = await contexts.CreateDbContextAsync();
        var longAgo = now - Idle;
        await db.Sessions
            .Where(other => other.AccountId == account.Id && (other.SecurityStamp != account.SecurityStamp || other.SeenAt < longAgo))
            .ExecuteDeleteAsync();
        db.Sessions.Add(session);
        await db.SaveChangesAsync();
        return session.Id;
    }

    /// <summary>The session goes on after its own holder changed the account.</summary>
    public async Task GoOnAsync(Guid id, OperatorAccount account)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions
            .Where(session => session.Id == id && session.AccountId == account.Id)
            .ExecuteUpdateAsync(session => session.SetProperty(each => each.SecurityStamp, account.SecurityStamp!));
    }

    public async Task EndAsync(Guid id)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Sessions.Where(session => session.Id == id).ExecuteDeleteAsync();
    }

    /// <summary>Whether the session is still there, its account open and unchanged, and the operator's roles those of this moment.</summary>
    /// <param name="isUse">Somebody asks or does something in it: the time in which nothing happens begins anew.</param>
    public async Task<bool> IsAliveAsync(ClaimsPrincipal user, bool isUse, CancellationToken cancellation = default)
    {
        if (IdOf(user) is not { } id)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await (
            from session in db.Sessions
            join account in db.Users on session.AccountId equals account.Id
            where session.Id == id && account.DisabledAt == null && account.SecurityStamp == session.SecurityStamp
            select new
            {
                session.SeenAt,
                Roles = db.UserRoles.Where(held => held.UserId == account.Id).Join(db.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            }).SingleOrDefaultAsync(cancellation);
        var now = time.GetUtcNow();
        if (found is null || now - found.SeenAt > Idle || !found.Roles.ToHashSet().SetEquals(user.FindAll(ClaimTypes.Role).Select(role => role.Value)))
        {
            return false;
        }

        if (isUse && now - found.SeenAt > SeenEvery)
        {
            await db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(session => session.SetProperty(each => each.SeenAt, now), cancellation);
        }

        return true;
    }
}
