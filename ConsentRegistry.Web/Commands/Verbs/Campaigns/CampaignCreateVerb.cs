using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Components.Campaigns;
using ConsentRegistry.Web.Components.Campaigns.Edit;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary><c>campaign create</c>: writes a draft with the shipped texts, into which the campaign's own words go.</summary>
public sealed class CampaignCreateVerb : Verb
{
    private static readonly string[] Languages = ["nl", "fr", "en"];

    private static readonly VerbInput<string> CampaignName = VerbInputs.Text("NAME", null, "what colleagues call it", required: true);
    private static readonly VerbInput<MessageKind> Kind = VerbInputs.Word("--kind", "KIND", "what is sent", required: true, words: Campaign.Kinds);
    private static readonly VerbInput<Channel> Channel = VerbInputs.Word<Channel>("--channel", "CHANNEL", "the way it goes (default: Email)");
    private static readonly VerbInput<string> Offer = VerbInputs.Text("--offer", "REF", "the project that is offered");
    private static readonly VerbInput<string> Match = VerbInputs.Text("--match", "REASON", "why the project fits these people");
    private static readonly VerbInput<bool> CarriesNotice = VerbInputs.Flag("--carries-notice", "the message carries the Article 13/14 notice");
    private static readonly VerbInput<Relationship> Relationships = VerbInputs.Word<Relationship>("--relationship", "R", "only these people; may be repeated", many: true);
    private static readonly VerbInput<Topic> OptedInTo = VerbInputs.Word<Topic>("--topic", "TOPIC", "only people with an opt-in to this topic");
    private static readonly VerbInput<string> Spoken = VerbInputs.OneOf("--language", "LANGUAGE", "only people of this language; may be repeated", Languages, many: true);
    private static readonly VerbInput<string> Skills = VerbInputs.Text("--skill", "SKILL", "only people with one of these skills; may be repeated", many: true);
    private static readonly VerbInput<string> List = VerbInputs.Path("--list", "FILE", "these addresses instead of people of the registry");
    private static readonly VerbInput<int> PerMinute = VerbInputs.Number("--per-minute", "NUMBER", "the most messages a minute");

    private static readonly (string Language, VerbInput<string> Subject, VerbInput<string> Match, VerbInput<string> Message)[] Texts =
    [
        .. Languages.Select(language => (
            language,
            VerbInputs.Text($"--subject-{language}", "TEXT", $"the subject in this language ({language}); default: the shipped one"),
            VerbInputs.Text($"--match-{language}", "REASON", $"why the project fits, in this language ({language}); default: --match"),
            VerbInputs.Text($"--message-{language}", "TEXT", $"the campaign's own words ({language})"))),
    ];

    public override string Name => "campaign create";

    public override string Summary => "creates a draft of a campaign";

    public override IReadOnlyList<VerbInput> Inputs =>
    [
        CampaignName, Kind, Channel, Offer, Match, CarriesNotice, Relationships, OptedInTo, Spoken, Skills, List, PerMinute,
        .. Texts.SelectMany(text => new VerbInput[] { text.Subject, text.Match, text.Message }),
    ];

    public override bool BeginsRegistry => true;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        var draft = new CampaignDraft
        {
            Name = line.Get(CampaignName),
            Kind = line.Get(Kind),
            Channel = line.Get(Channel, Core.Vocabulary.Channel.Email),
            OfferReference = line.TryGet(Offer, out var offer) ? offer : null,
            MatchReason = line.TryGet(Match, out var match) ? match : null,
            MatchReasons = Texts.Where(text => line.Has(text.Match)).ToDictionary(text => text.Language, text => line.Get(text.Match)),
            CarriesNotice = line.Has(CarriesNotice),
            Audience = new Audience
            {
                Relationships = line.All(Relationships),
                OptedInTo = line.TryGet(OptedInTo, out var topic) ? topic : null,
                Languages = line.All(Spoken),
                Skills = line.All(Skills),
            },
            List = line.TryGet(List, out var file) ? await ReadAsync(context, file) : null,
            MostPerMinute = line.TryGet(PerMinute, out var most) ? most : null,
            Texts = [.. Texts.Where(text => line.Has(text.Subject) || line.Has(text.Message)).Select(text => new CampaignTextDraft(
                text.Language, line.TryGet(text.Subject, out var subject) ? subject : null, line.Get(text.Message, "")))],
        };
        var saved = (await context.Services.GetRequiredService<SaveCampaign>().ExecuteAsync(draft, context.Console.Operator, context.Cancellation)).OrRefuse();
        if (saved.Problems.Count > 0)
        {
            throw new VerbRefusedException("The texts cannot be sent like this. " + EnglishTexts.In<CampaignTexts, string>(
                context, texts => string.Join(' ', saved.Problems.Select(texts.Sentence).Distinct())));
        }

        await context.AnswerAsync(
            $"Draft {saved.Id} is written.{(saved.UnreadableAddresses > 0 ? $" Lines of the list that cannot be read: {saved.UnreadableAddresses}." : "")}",
            new { saved.Id, saved.UnreadableAddresses });
        return VerbExecution.Done;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(VerbContext context, string file)
    {
        await using var stream = context.OpenFile(file);
        using var text = context.Services.GetRequiredService<OpenTable>().Execute(stream, cancellation: context.Cancellation).OrRefuse();
        using var list = SuppressionFile.Open(text).OrRefuse();
        return await list.Lines().Select(line => line.Text).ToListAsync(context.Cancellation);
    }
}
