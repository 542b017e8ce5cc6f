using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.Campaigns.Edit;

/// <summary>What a new campaign begins with where another page led to it; null leaves a field as it is.</summary>
/// <param name="List">Addresses that were checked for it, one a line.</param>
public sealed record CampaignBeginning(MessageKind? Kind, Channel? Channel, string? OfferReference = null, string? MatchReason = null, bool CarriesNotice = false, string? List = null)
{
    /// <summary>So many addresses fit into the field of a form; a longer list goes there as a file.</summary>
    public const int MostAddresses = 5_000;

    /// <summary>Somebody just chose it on another page: it goes before a campaign that was left unfinished.</summary>
    public bool GoesFirst { get; init; }

    /// <summary>Only people with this relationship, and only who reads this language (nl, fr, en); null for all.</summary>
    public Relationship? Relationship { get; init; }

    /// <inheritdoc cref="Relationship"/>
    public string? PeoplesLanguage { get; init; }
}
