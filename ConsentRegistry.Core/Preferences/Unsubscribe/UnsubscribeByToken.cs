using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences.Unsubscribe;

/// <summary>What the public page may show: never stored choices, only whom it speaks to.</summary>
/// <param name="MaskedAddress">The address, masked; null when nobody has it any more.</param>
/// <param name="Language">The person's language; null when unknown.</param>
public sealed record PreferencePageView(string? MaskedAddress, string? Language);

/// <summary>
/// The addressee's own way out (RULES S-6, RFC 8058): by the token alone, at once, without sign-in. If the person is known, the bar
/// is set on all the person's addresses; otherwise on the key in the token.
/// </summary>
public sealed class UnsubscribeByToken(
    IDbContextFactory<RegistryDbContext> contexts, ContactPointCipher cipher, SuppressionKeys keys, RecordOptOut optOut, RecordBar record, TimeProvider time)
{
    /// <summary>The operator name for acts of the people themselves.</summary>
    public const string ByPerson = "person";

    public async Task<PreferencePageView> ViewAsync(PreferenceToken token, CancellationToken cancellation = default)
    {
        try
        {
            var (person, points) = await FindAsync(token, cancellation);
            return new PreferencePageView(points.Find(each => IsOf(token, each))?.Masked(), person?.Language);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // The page is shown without a greeting then: the way out needs only the token.
            return new PreferencePageView(null, null);
        }
    }

    /// <summary>Bars what is asked, as one act: all of it, or nothing. When this returns it holds, even if it is not in the database yet.</summary>
    /// <param name="token">From the link.</param>
    /// <param name="scopes">What the person no longer wants.</param>
    /// <param name="entryPoint">One click, or the preference page.</param>
    /// <exception cref="IOException">The journal could not be written: nothing holds.</exception>
    public async Task OptOutAsync(PreferenceToken token, IReadOnlyCollection<BarScope> scopes, EntryPoint entryPoint, CancellationToken cancellation = default)
    {
        try
        {
            var (person, addresses) = await FindAsync(token, cancellation);
            if (addresses.Find(each => IsOf(token, each)) is { } current)
            {
                await optOut.ExecuteAsync(current, [.. scopes.Select(scope => new NewOptOut(scope) { EntryPoint = entryPoint })], ByPerson, cancellation);
                return;
            }

            await BarByTokenAsync(token, person?.Id ?? Guid.Empty, addresses, scopes, entryPoint, cancellation);
        }
        catch (Exception problem) when (problem is not (IOException or OperationCanceledException))
        {
            // The person cannot be looked up, for whatever reason: the key and the pseudonym in the token are enough. Only a
            // journal that cannot be written (IOException) must be told to the person.
            await BarByTokenAsync(token, token.Person, [], scopes, entryPoint, cancellation);
        }
    }

    private Task<bool> BarByTokenAsync(
        PreferenceToken token, Guid person, List<Address> addresses, IReadOnlyCollection<BarScope> scopes, EntryPoint entryPoint, CancellationToken cancellation)
    {
        var key = token.Key.ToString();
        var now = time.GetUtcNow();
        return record.ExecuteAsync(
            [
                .. scopes.Select(scope => new BarAct(JournalKind.Bar, PropagateBars.TypeOf(scope), person, addresses)
                {
                    ActId = Guid.CreateVersion7(now),
                    Scope = scope,
                    Reason = SuppressionReason.OptOut,
                    ReceivedAt = now,
                    EntryPoint = entryPoint,
                    Operator = ByPerson,
                    Keys = [new JournalKey(token.Kind, key, key)],
                    KeyVersion = token.KeyVersion,
                }),
            ],
            cancellation);
    }

    private bool IsOf(PreferenceToken token, Address address) => address.Kind == token.Kind && keys.Of(address) == keys.Raise(token.Key, token.KeyVersion);

    private async Task<(Person? Person, List<Address> Addresses)> FindAsync(PreferenceToken token, CancellationToken cancellation)
    {
        await using var context = contexts.CreateDbContext();
        var person = await context.People.AsNoTracking().SingleOrDefaultAsync(each => each.Id == token.Person, cancellation);
        if (person?.MergedInto is { } into)
        {
            person = await context.People.AsNoTracking().SingleOrDefaultAsync(each => each.Id == into, cancellation);
        }

        if (person is null)
        {
            return (null, []);
        }

        var points = await context.ContactPoints.AsNoTracking().Where(point => point.PersonId == person.Id).ToListAsync(cancellation);
        // A damaged row must not block an opt-out; the token has the key.
        return (person, [.. points.Select(cipher.TryReveal).OfType<Address>()]);
    }
}
