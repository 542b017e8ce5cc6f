using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Account.Preferences;

/// <summary>Keeps how each operator likes to see things, so that it is the same in every browser. Whoever asks says what goes without it: it is a comfort and no more.</summary>
public sealed class OperatorPreferences(IDbContextFactory<AccountsDbContext> contexts)
{
    /// <summary>Null where nothing was kept, or where it was written by a version that meant something else by the name.</summary>
    public async Task<T?> FindAsync<T>(string by, string name, CancellationToken cancellation = default)
        where T : class
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(each => each.Operator == by && each.Name == name, cancellation);
        try
        {
            return kept is null ? null : JsonSerializer.Deserialize<T>(kept.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The last word counts, in whichever window it was said.</summary>
    public async Task KeepAsync<T>(string by, string name, T value, CancellationToken cancellation = default)
        where T : class
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var kept = await db.Preferences.SingleOrDefaultAsync(each => each.Operator == by && each.Name == name, cancellation);
        if (kept is null)
        {
            db.Preferences.Add(kept = new OperatorPreference { Operator = by, Name = name });
        }

        kept.Json = JsonSerializer.Serialize(value);
        await db.SaveChangesAsync(cancellation);
    }
}
