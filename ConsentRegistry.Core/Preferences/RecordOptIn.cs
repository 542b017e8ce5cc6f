using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>An opt-in as a colleague records it: what was agreed to, when, how, with which proof (RULES 1).</summary>
public sealed record NewOptIn(Guid Person, Topic Topic, Channel Channel)
{
    /// <summary>The contact point it is for; null for the person's first one that fits the channel.</summary>
    public Guid? ContactPoint { get; init; }

    /// <summary>When the person agreed.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>The words shown.</summary>
    public string? Wording { get; init; }

    /// <summary>nl, fr or en.</summary>
    public string? Language { get; init; }

    /// <summary>The policy version shown.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Form, letter, call…</summary>
    public string? How { get; init; }

    public Evidence Evidence { get; init; } = Evidence.None;

    public string? Note { get; init; }

    /// <summary>Whether all proof of consent is there; otherwise the opt-in is kept but cannot be used (<c>ConsentUnproven</c>).</summary>
    public bool IsProven => new[] { Wording, Language, PolicyVersion, How }.All(part => !string.IsNullOrWhiteSpace(part))
        && !Evidence.IsEmpty;
}

/// <summary>
/// Writes an opt-in recorded by staff. It never lifts a bar: an opt-in that lifts one is begun by the person on the public page, or signed and attached
/// by the DPO (RULES 1 "lifting opt-in").
/// </summary>
public sealed class RecordOptIn(RegistryWriter writer, SuppressionIndex index)
{
    /// <returns>Whether the opt-in counts as proven.</returns>
    public async Task<Result<bool>> ExecuteAsync(NewOptIn optIn, string by, CancellationToken cancellation = default)
    {
        if (optIn.Language is not (null or "" or "nl" or "fr" or "en"))
        {
            return Refusal.LanguageUnknown;
        }

        var outcome = await writer.WriteAsync(write => WriteAsync(write, optIn, startedByPerson: false, by), cancellation);
        if (outcome.IsDone)
        {
            index.Touch(optIn.Person);
        }

        return outcome;
    }

    /// <summary>Shared with the public confirmation flow, the only other door; <paramref name="startedByPerson"/> is true nowhere else.</summary>
    /// <param name="act">The act that this is a part of; null for one of its own.</param>
    internal static async Task<Result<bool>> WriteAsync(RegistryWrite write, NewOptIn optIn, bool startedByPerson, string by, Guid? act = null)
    {
        if (optIn.GivenAt > write.At)
        {
            return Refusal.InFuture;
        }

        var kind = optIn.Channel.AddressKindOf();
        var points = await write.Context.ContactPoints.AsNoTracking()
            .Where(point => point.PersonId == optIn.Person && point.Kind == kind)
            .OrderBy(point => point.AddedAt).ThenBy(point => point.Id)
            .Select(point => point.Id)
            .ToListAsync();
        if (points.Count == 0 || (optIn.ContactPoint is { } wanted && !points.Contains(wanted)))
        {
            return await write.Context.People.AnyAsync(each => each.Id == optIn.Person) ? Refusal.NoAddressForChannel : Refusal.PersonNotFound;
        }

        await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.OptInRecorded, optIn.Person, optIn.GivenAt, write.At, by)
        {
            ActId = act ?? Guid.CreateVersion7(write.At),
            Topic = optIn.Topic,
            Channel = optIn.Channel,
            Facts = new EventFacts
            {
                Proven = optIn.IsProven,
                StartedByPerson = startedByPerson,
                ContactPoint = optIn.ContactPoint ?? points[0],
                Version = optIn.PolicyVersion,
            },
            Payload = new EventPayload
            {
                Wording = optIn.Wording,
                Language = optIn.Language,
                How = optIn.How,
                Note = optIn.Note,
                Evidence = optIn.Evidence,
            },
        });
        return optIn.IsProven;
    }
}
