using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Preferences;

/// <summary>One topic on one channel that the person agreed to.</summary>
/// <param name="Wording">The words shown.</param>
public sealed record AgreedTopic(Topic Topic, Channel Channel, string Wording);

/// <summary>A contact as a recruiter logs it: who, how it came, what was agreed to, and the proof of all of it.</summary>
/// <param name="About">
/// Who it is and how the data came. Of a known person the names do not count; an address that the person did not have is added (N-5).
/// </param>
public sealed record NewContact(NewPerson About)
{
    /// <summary>Names the filled-in form, which may be open in two windows: whichever is sent first is recorded. Null where nothing can be sent twice.</summary>
    public Guid? Act { get; init; }

    /// <summary>The person, where the registry has one already; null to register one.</summary>
    public Guid? Known { get; init; }

    /// <summary>What the person agreed to; empty when nothing was asked.</summary>
    public IReadOnlyList<AgreedTopic> Agreed { get; init; } = [];

    /// <summary>The policy version shown with the wordings.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>How the person agreed: form, letter, call…</summary>
    public string? How { get; init; }

    public Evidence Evidence { get; init; } = Evidence.None;
}

/// <summary>What was recorded.</summary>
/// <param name="Person">The person, new or known.</param>
/// <param name="IsNew">Whether the registry did not know the person before.</param>
/// <param name="Unproven">How many opt-ins cannot be used because a part of their proof is missing.</param>
/// <param name="Act">All events of the contact bear it; by it the contact can be taken back (<see cref="TakeBackContact"/>).</param>
public sealed record LoggedContact(Guid Person, bool IsNew, int Unproven, Guid Act);

/// <summary>
/// Records a whole contact in one transaction: the person if not known yet, how the data came, the contact permission where one arises
/// (N-4), the notice, and each opt-in. It lifts no bar, as no act of a colleague does (RULES 1).
/// </summary>
public sealed class LogContact(RegistryWriter writer, RegisterPerson register, ContactPointCipher cipher, AddressHolders addressHolders, PropagateBars propagate, SuppressionIndex index)
{
    public async Task<Result<LoggedContact>> ExecuteAsync(NewContact contact, string by, CancellationToken cancellation = default)
    {
        if (Check(contact) is { } refusal)
        {
            return refusal;
        }

        Guid? recorded = null;
        var outcome = await writer.WriteAsync<Result<LoggedContact>>(
            async write =>
            {
                recorded = contact.Act is { } act && await write.Ledger.PersonOfAsync(act) is { } once ? await KeptAsync(write, once) : null;
                return recorded is null ? await WriteAsync(write, contact, by) : Refusal.AlreadyRecorded;
            },
            cancellation);
        if ((outcome.IsDone ? outcome.Value.Person : recorded) is { } person)
        {
            // An address that is barred already bars the person, and a barred person's new address is barred (RULES S-8, N-5). Repeated with a
            // repeated act: the first may have been cut off before this.
            await propagate.ExecuteAsync(person, by, cancellation);
            index.Touch(person);
        }

        return outcome;
    }

    /// <returns>The person's current record.</returns>
    private static async Task<Guid> KeptAsync(RegistryWrite write, Guid person) =>
        await write.Context.People.Where(each => each.Id == person).Select(each => each.MergedInto).SingleOrDefaultAsync() ?? person;

    private static Refusal? Check(NewContact contact) => contact switch
    {
        { Known: null } => RegisterPerson.Check(contact.About),
        { About: { Source: null } or { Moment: null } } => Refusal.SourceMissing,
        _ => null,
    };

    private async Task<Result<LoggedContact>> WriteAsync(RegistryWrite write, NewContact given, string by)
    {
        var act = given.Act ?? Guid.CreateVersion7(write.At);
        var contact = given with { Act = act };
        var person = contact.Known is { } known
            ? await RecordContactPermission.WriteAsync(write, OfKnown(known, contact), by, contact.Act)
            : await register.WriteAsync(write, contact.About, by, ProofOf(contact), contact.Act);
        if (!person.IsDone)
        {
            return person.Refusal.Value;
        }

        // The next steps look for the contact points that were just written.
        await write.Context.SaveChangesAsync();
        if (contact.Known is not null && await AddAddressesAsync(write, person.Value, contact, by) is { } refusal)
        {
            return refusal;
        }

        var points = await write.Context.ContactPoints.AsNoTracking().Where(point => point.PersonId == person.Value).ToListAsync();
        // For an earlier day only the day is known; taking its beginning never makes an opt-in last too long.
        var givenAt = contact.About.AcquiredOn == BrusselsTime.DayOf(write.At) ? write.At : BrusselsTime.StartOf(contact.About.AcquiredOn);
        var unproven = 0;
        foreach (var agreed in contact.Agreed)
        {
            var optIn = await RecordOptIn.WriteAsync(write, OptInOf(person.Value, agreed, contact, PointOf(agreed.Channel, contact, points), givenAt), startedByPerson: false, by, contact.Act);
            if (!optIn.IsDone)
            {
                return optIn.Refusal.Value;
            }

            unproven += optIn.Value ? 0 : 1;
        }

        return new LoggedContact(person.Value, contact.Known is null, unproven, act);
    }

    /// <summary>Addresses of this contact that are not on record for the known person.</summary>
    private async Task<Refusal?> AddAddressesAsync(RegistryWrite write, Guid person, NewContact contact, string by)
    {
        var about = contact.About;
        foreach (var address in about.Addresses)
        {
            var holders = await addressHolders.OfAsync(write.Context, address);
            if (holders.Contains(person))
            {
                continue;
            }

            if (holders.Count > 0 && !about.SharesAddress)
            {
                return Refusal.KnownPerson;
            }

            var point = cipher.ContactPointFor(person, address, !about.Source!.Value.IsIndirect(), write.At);
            write.Context.Add(point);
            await write.Ledger.AppendAsync(new LedgerDraft(LedgerEventType.ContactPointAdded, person, write.At, write.At, by)
            {
                ActId = contact.Act!.Value,
                Facts = new EventFacts { ContactPoint = point.Id },
            });
        }

        await write.Context.SaveChangesAsync();
        return null;
    }

    // Consent is for the address that it came with, not for an older one of the same kind.
    private Guid? PointOf(Channel channel, NewContact contact, List<ContactPoint> points) => contact.About.Addresses
        .Where(address => address.Kind == channel.AddressKindOf())
        .Select(address => points.Find(point => point.Kind == address.Kind && point.MailboxIndex.AsSpan().SequenceEqual(cipher.IndexOf(address)))?.Id)
        .FirstOrDefault(id => id is not null);

    private static NewContactPermission OfKnown(Guid person, NewContact contact) =>
        new(person, contact.About.Relationship, contact.About.Source!.Value, contact.About.Moment!.Value)
        {
            LastOwnContactOn = contact.About.AcquiredOn,
            ObjectionOffered = contact.About.ObjectionOffered,
            Site = contact.About.Site,
            NoticeVersion = contact.About.NoticeVersion,
            ApplicationBegun = contact.About.ApplicationBegun,
            Evidence = contact.Evidence,
        };

    private static EventPayload ProofOf(NewContact contact) => new()
    {
        Evidence = contact.Evidence,
    };

    private static NewOptIn OptInOf(Guid person, AgreedTopic agreed, NewContact contact, Guid? point, DateTimeOffset givenAt) => new(person, agreed.Topic, agreed.Channel)
    {
        ContactPoint = point,
        GivenAt = givenAt,
        Wording = agreed.Wording,
        Language = contact.About.Language,
        PolicyVersion = contact.PolicyVersion,
        How = contact.How,
        Evidence = contact.Evidence,
    };
}
