using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Core.Campaigns.Deliveries;

/// <summary>The state of a delivery. Every addressee ends in exactly one of the last six (guarantee 8).</summary>
public enum DeliveryState
{
    /// <summary>Not yet decided.</summary>
    Queued = 1,

    /// <summary>Refused for now; decided again at <see cref="Delivery.NextAttemptAt"/>.</summary>
    Deferred = 2,

    /// <summary>Allowed and under way. Found at start it becomes <see cref="Unknown"/>.</summary>
    HandingOver = 3,
    Sent = 4,

    /// <summary>The gate, or the cap, said no.</summary>
    Blocked = 5,

    /// <summary>The mail system refused it for good.</summary>
    Failed = 6,

    /// <summary>A crash or a lost connection left it open whether the message went: never resent automatically; an operator may settle it (<see cref="SettleDelivery"/>).</summary>
    Unknown = 7,

    /// <summary>The campaign was called off before its turn.</summary>
    Cancelled = 8,

    /// <summary>Allowed on a channel that people serve: on the list to call or to write.</summary>
    Listed = 9,
}

/// <summary>One message to one addressee: what was decided, on which facts, and the outcome.</summary>
public sealed class Delivery
{
    /// <summary>The column name bound into <see cref="ProtectedAddress"/>.</summary>
    public const string AddressColumn = "Deliveries.Address";

    /// <summary>The column name bound into <see cref="ProtectedSettlement"/>.</summary>
    public const string SettlementColumn = "Deliveries.Settlement";

    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }

    /// <summary>Null for an address of an uploaded list that nobody has.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The address as it was frozen, encrypted.</summary>
    public required byte[] ProtectedAddress { get; init; }

    /// <summary>The keyed index of the mailbox: one delivery a mailbox and campaign; counts for the cap.</summary>
    public required byte[] MailboxIndex { get; init; }

    /// <summary>Why the project fits this person (rule G-16); null for other kinds.</summary>
    public string? MatchReason { get; init; }

    /// <summary>The message has a topic: it counts for the cap.</summary>
    public bool IsMarketing { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>What was decided (N-6); null until then.</summary>
    public DecisionCode? Code { get; set; }

    /// <summary>The rule that decided; null for <see cref="DecisionCode.FrequencyCapped"/>.</summary>
    public RuleId? Rule { get; set; }

    /// <summary>The end of the ledger on which it was decided.</summary>
    public long? LedgerSequence { get; set; }

    public int? SettingsVersion { get; set; }

    /// <summary>The facts as ids and instants, one JSON line a record, so that the decision can be replayed.</summary>
    public string? FactsJson { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>
    /// When the mail system was about to hear of it; null while nothing was spoken of it since it was last claimed. Of what a crash leaves as
    /// <see cref="DeliveryState.HandingOver"/>, only what was offered may have gone.
    /// </summary>
    public DateTimeOffset? OfferedAt { get; set; }

    /// <summary>What the last answer of the mail system meant; null until it was asked.</summary>
    public HandOverResult? LastResult { get; set; }

    /// <summary>When the mail system took it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>What the mail system said, without addresses; or the name of an <see cref="Mail.OwnReply"/>.</summary>
    public string? Reply { get; set; }

    /// <summary>When an operator settled what had been unknown, see <see cref="SettleDelivery"/>; null where nobody did.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>The operator who did; null where nobody did.</summary>
    public string? SettledBy { get; set; }

    /// <summary>How the operator knew, encrypted; null where nobody settled it, and once the person is erased.</summary>
    public byte[]? ProtectedSettlement { get; set; }

    /// <summary>The readable address; null once the person is erased, and where the stored bytes were changed.</summary>
    internal string? AddressBy(ProtectedValues values) => IsErased ? null : values.TryReveal(ProtectedAddress, AddressColumn, Id);

    /// <summary>The address went with its person.</summary>
    internal bool IsErased => ProtectedAddress.Length == 0;
}
