using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Sessions;

/// <summary>One line of a list of sessions.</summary>
/// <param name="Browser">Empty where the browser says nothing of itself.</param>
public sealed record SessionLine(Guid Id, string Browser, DateTimeOffset StartedAt, DateTimeOffset SeenAt);

/// <summary>What operators read about their own sessions, and administrators about those of everybody.</summary>
public sealed class SessionQueries(IDbContextFactory<AccountsDbContext> contexts, TimeProvider time)
{
    /// <summary>The sessions of an account that are not over, the latest first.</summary>
    public async Task<IReadOnlyList<SessionLine>> ListAsync(Guid account, CancellationToken cancellation = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var longAgo = time.GetUtcNow() - OperatorSessions.Idle;
        return await (
            from session in db.Sessions
            join owner in db.Users on session.AccountId equals owner.Id
            where owner.Id == account && owner.DisabledAt == null && owner.SecurityStamp == session.SecurityStamp && session.SeenAt >= longAgo
            orderby session.StartedAt descending
            select new SessionLine(session.Id, session.Browser, session.StartedAt, session.SeenAt)).ToListAsync(cancellation);
    }
}
