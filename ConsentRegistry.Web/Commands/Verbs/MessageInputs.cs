using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary>What a verb is told about the message it asks for, besides kind and channel.</summary>
internal static class MessageInputs
{
    private static readonly VerbInput<string> Offer = VerbInputs.Text("--offer", "REF", "the project that is offered");
    private static readonly VerbInput<string> Match = VerbInputs.Text("--match", "REASON", "why the project fits these people");
    private static readonly VerbInput<bool> CarriesNotice = VerbInputs.Flag("--carries-notice", "the message carries the Article 13/14 notice");

    public static IReadOnlyList<VerbInput> All => [Offer, Match, CarriesNotice];

    /// <summary>The message as the gate sees it. Objection offered in it is taken as given: nothing is ever sent without.</summary>
    public static MessageFacts Read(CommandLine line, MessageKind kind, Channel channel) => new()
    {
        Kind = kind,
        Channel = channel,
        Offer = line.TryGet(Offer, out var offer) ? offer : null,
        MatchReason = line.TryGet(Match, out var match) ? match : null,
        CarriesNotice = line.Has(CarriesNotice),
        ObjectionOffered = true,
    };
}
