using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Persistence;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Core.Preferences;

/// <summary>One topic on one channel that the person agreed to.</summary>
/// <param name="Wording">The words shown.</param>
public sealed record AgreedTopic(Topic Topic, Channel Channel, string Wording);

/// <summary>A contact as a recruiter logs it: who, how it came, what was agreed to, and the proof of all of it.</summary>
/// <param name="About">Who it is and how the data came; of a known person only the second counts.</param>
public sealed record NewContact(NewPerson About)
{
    /// <summary>The person, where the registry has one already; null to register one.</summary>
    public Guid? Known { get; init; }

    /// <summary>What the person agreed to; empty when nothing was asked.</summary>
    public IReadOnlyList<AgreedTopic> Agreed { get; init; } = [];

    /// <summary>The policy version shown with the wordings.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>By which way the person agreed: form, letter, call…</summary>
    public string? How { get; init; }

    /// <summary>A pasted mail or form, or the note of a call.</summary>
    public string? EvidenceText { get; init; }

    public string? EvidenceFileName { get; init; }

    public byte[]? EvidenceFile { get; init; }
}

/// <summary>What was recorded.</summary>
/// <param name="Person">The person, new or known.</param>
/// <param name="IsNew">Whether the registry did not know the person before.</param>
/// <param name="Unproven">How many opt-ins cannot be used because something that proves them is missing.</param>
public sealed record LoggedContact(Guid Person, bool IsNew, int Unproven);

/// <summary>
/// Records a whole contact in one transaction: the person where there was none, how the data came, the contact permission where one arises
/// (N-4), the notice, and each opt-in. It lifts no bar, as no act of a colleague does (RULES 1).
/// </summary>
public sealed class LogContact(RegistryWriter writer, RegisterPerson register, ExtendBars extend, SuppressionIndex index)
{
    public async Task<Outcome<LoggedContact>> ExecuteAsync(NewContact contact, string by, CancellationToken cancellation = default)
    {
        if (Check(contact) is { } refusal)
        {
            return refusal;
        }

        var outcome = await writer.WriteAsync(write => WriteAsync(write, contact, by), cancellation);
        if (outcome.IsDone)
        {
            if (outcome.Value.IsNew)
            {
                // An address that is barred already bars the person (RULES S-8).
                await extend.ExecuteAsync(outcome.Value.Person, by, cancellation);
            }

            index.Touch(outcome.Value.Person);
        }

        return outcome;
    }

    private static Refusal? Check(NewContact contact) => contact switch
    {
        { Known: null } => RegisterPerson.Check(contact.About),
        { About: { Source: null } or { Moment: null } } => Refusal.SourceMissing,
        _ => null,
    };

    private async Task<Outcome<LoggedContact>> WriteAsync(RegistryWrite write, NewContact contact, string by)
    {
        var person = contact.Known is { } known
            ? await RecordContactPermission.WriteAsync(write, OfKnown(known, contact), by)
            : await register.WriteAsync(write, contact.About, by, ProofOf(contact));
        if (!person.IsDone)
        {
            return person.Refusal.Value;
        }

        // The opt-ins look for the contact points that were written just now.
        await write.Context.SaveChangesAsync();
        // Of an earlier day only the day is known; its beginning never makes an opt-in last longer than it may.
        var givenAt = contact.About.AcquiredOn == BrusselsTime.DayOf(write.At) ? write.At : BrusselsTime.StartOf(contact.About.AcquiredOn);
        var unproven = 0;
        foreach (var agreed in contact.Agreed)
        {
            var optIn = await RecordOptIn.WriteAsync(write, OptInOf(person.Value, agreed, contact, givenAt), startedByPerson: false, by);
            if (!optIn.IsDone)
            {
                return optIn.Refusal.Value;
            }

            unproven += optIn.Value ? 0 : 1;
        }

        return new LoggedContact(person.Value, contact.Known is null, unproven);
    }

    private static NewContactPermission OfKnown(Guid person, NewContact contact) =>
        new(person, contact.About.Relationship, contact.About.Source!.Value, contact.About.Moment!.Value)
        {
            LastOwnContactOn = contact.About.AcquiredOn,
            ObjectionOffered = contact.About.ObjectionOffered,
            Site = contact.About.Site,
            NoticeVersion = contact.About.NoticeVersion,
            ApplicationBegun = contact.About.ApplicationBegun,
            EvidenceText = contact.EvidenceText,
            EvidenceFileName = contact.EvidenceFileName,
            EvidenceFile = contact.EvidenceFile,
        };

    private static EventPayload ProofOf(NewContact contact) => new()
    {
        EvidenceText = contact.EvidenceText,
        EvidenceFileName = contact.EvidenceFileName,
        EvidenceFile = contact.EvidenceFile,
    };

    private static NewOptIn OptInOf(Guid person, AgreedTopic agreed, NewContact contact, DateTimeOffset givenAt) => new(person, agreed.Topic, agreed.Channel)
    {
        GivenAt = givenAt,
        Wording = agreed.Wording,
        Language = contact.About.Language,
        PolicyVersion = contact.PolicyVersion,
        How = contact.How,
        EvidenceText = contact.EvidenceText,
        EvidenceFileName = contact.EvidenceFileName,
        EvidenceFile = contact.EvidenceFile,
    };
}
