using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.People.Search;

/// <summary>One line of a list of people.</summary>
/// <param name="Bars">What the person said no to, person-wide first.</param>
public sealed record PersonRow(
    Guid Id, string FullName, string? Company, string? JobTitle, string Language, IReadOnlyList<Relationship> Relationships, DateTimeOffset ChangedAt,
    IReadOnlyList<StandingBar> Bars, bool Restricted)
{
    /// <summary>Whether the person said no is an open question (RULES 1 "doubt").</summary>
    public bool InDoubt { get; init; }

    /// <summary>Tags, separated by a comma and a space.</summary>
    public string? Skills { get; init; }

    /// <summary>The first mailbox that can be read, one that mail reaches before a dead one; null where there is none, or where it was not asked for.</summary>
    public string? Email { get; init; }

    /// <summary>How many mailboxes can be read besides <see cref="Email"/>.</summary>
    public int FurtherEmails { get; init; }
}

/// <summary>The people who fit a <see cref="PeopleFilter"/>.</summary>
/// <param name="Total">How many can be paged through.</param>
/// <param name="HasMore">There are more than <paramref name="Total"/>: of a very common text the people added last were taken.</param>
public sealed record FoundPeople(IReadOnlyList<PersonRow> Rows, int Total, bool HasMore) : PageOf<PersonRow>(Rows, Total)
{
    /// <summary>What the list of suppressed addresses says, when the text is a whole address; null when it is none.</summary>
    public TypedAddress? Address { get; init; }

    /// <summary>The text looks like a piece of an address: those are encrypted and found whole only.</summary>
    public bool IsPartOfAddress { get; init; }

    /// <summary>Nobody on record has the address, and yet it is barred: never to be shown as "not found".</summary>
    public bool IsSuppressedNobody => Total == 0 && Address is { State: not AddressState.NotSuppressed };
}

/// <summary>An address that somebody typed to find its holder.</summary>
/// <param name="Bars">What stands against it, narrower ones included; newest last.</param>
public sealed record TypedAddress(AddressKind Kind, AddressState State, IReadOnlyList<AddressBar> Bars);

/// <summary>What the suppression list says about an address. It is no answer to "may we send?": that is the gate's.</summary>
public enum AddressState
{
    NotSuppressed = 1,
    Suppressed = 2,

    /// <summary>The list does not answer; to be treated as suppressed (guarantee 9).</summary>
    Unknown = 3,
}
