using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>
/// Everything the gate may know about one message to one contact point of one person (INTERFACES 3). It holds no
/// address and no name, only ids, words, instants and days.
/// </summary>
/// <remarks>
/// A fact that has a default when absent has it here too; the others start unreadable and block until they are supplied.
/// </remarks>
public sealed record SendFacts
{
    /// <summary>The instant of the decision; events later than it are ignored. Required.</summary>
    public Fact<DateTimeOffset> At { get; init; }

    /// <summary>False when the suppression list did not answer.</summary>
    public Fact<bool> SuppressionAvailable { get; init; } = true;

    /// <summary>The settings in force; the shipped ones unless given.</summary>
    public Fact<GateSettings> Settings { get; init; } = GateSettings.Shipped;

    public MessageFacts Message { get; init; } = new();

    public ContactPointFacts ContactPoint { get; init; } = new();

    public PersonFacts Person { get; init; } = new();

    /// <summary>The last look at the do-not-call list for this number; null when there was none (G-11).</summary>
    public Fact<ListCheckFacts?> DoNotCall { get; init; } = null;

    /// <summary>The last look at the Robinson list for this postal address; null when there was none (G-11).</summary>
    public Fact<ListCheckFacts?> Robinson { get; init; } = null;
}

/// <summary>What is known of the message.</summary>
public sealed record MessageFacts
{
    /// <summary>The kind as composed; N-1 may have it decided as another. Required.</summary>
    public Fact<MessageKind> Kind { get; init; }

    /// <summary>Required.</summary>
    public Fact<Channel> Channel { get; init; }

    /// <summary>Whether any part of the message promotes something (N-1).</summary>
    public Fact<bool> Promotional { get; init; } = false;

    /// <summary>The kind that is decided: promotion makes service news of what would need no consent (N-1).</summary>
    internal MessageKind DecidedKind => Kind.Value switch
    {
        MessageKind.Transactional or MessageKind.Feedback or MessageKind.PolicyNotice when Promotional.Value => MessageKind.ServiceNews,
        var composed => composed,
    };

    /// <summary>The id of the open legal case that the message answers; null when there is none (G-02).</summary>
    public Fact<string?> LegalCase { get; init; } = null;

    /// <summary>Whether this step of the case (receipt, identity question, extension, answer, confirmation) went out before (G-02).</summary>
    public Fact<bool> LegalCaseAlreadySent { get; init; } = false;

    /// <summary>The application or contract that the message belongs to; null when there is none (G-06).</summary>
    public Fact<ContractLink?> ContractLink { get; init; } = null;

    /// <summary>The reference of the project offered; null when there is none (G-16).</summary>
    public Fact<string?> Offer { get; init; } = null;

    /// <summary>Why this project fits this person; null when nobody said (G-16).</summary>
    public Fact<string?> MatchReason { get; init; } = null;

    /// <summary>Whether the message itself offers a way to object.</summary>
    public Fact<bool> ObjectionOffered { get; init; } = false;

    /// <summary>Whether the message carries the Article 13/14 notice (G-10).</summary>
    public Fact<bool> CarriesNotice { get; init; } = false;

    /// <summary>The version of the policy that a <c>PolicyNotice</c> announces; null when none was named (G-07).</summary>
    public Fact<string?> PolicyVersion { get; init; } = null;

    /// <summary>Whether the message is meant for the company behind the mailbox and not for a person (G-13).</summary>
    public Fact<bool> MeantForCompany { get; init; } = false;

    /// <summary>Whether the DPO released an exception to the restriction for this message (G-04).</summary>
    public Fact<bool> DpoRelease { get; init; } = false;
}

/// <summary>What is known of the address or number that the message goes to.</summary>
public sealed record ContactPointFacts
{
    /// <summary>Hard bounce, dead number or returned post (G-05). Required.</summary>
    public Fact<bool> Dead { get; init; }

    /// <summary>Whether it is a mailbox of a company and not of a person, as info@… is (G-10, G-13).</summary>
    public Fact<bool> Impersonal { get; init; } = false;
}

/// <summary>What a transactional message belongs to (G-06).</summary>
public enum ContractLink
{
    /// <summary>An open application.</summary>
    Application = 1,

    /// <summary>A running contract.</summary>
    Contract = 2,
}

/// <summary>The last look at an official do-not-contact list (G-11).</summary>
public sealed record ListCheckFacts
{
    /// <summary>When the list was asked; later than the decision counts as not asked. Required.</summary>
    public Fact<DateTimeOffset> CheckedAt { get; init; }

    /// <summary>Whether the number or address stands on the list. Required.</summary>
    public Fact<bool> Listed { get; init; }

    /// <summary>Since when it is listed; needed only when <see cref="Listed"/>.</summary>
    public Fact<DateTimeOffset?> ListedAt { get; init; } = null;
}
