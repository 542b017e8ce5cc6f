using System.Globalization;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs.Campaigns;

/// <summary>Where a campaign stands, as the verbs answer it.</summary>
internal sealed record CampaignAnswer(
    Guid Id, string Name, MessageKind Kind, Channel Channel, CampaignState State, PauseReason? PausedBecause, DateTimeOffset? ScheduledAt,
    int Addressees, int Done, IReadOnlyDictionary<string, int> ByState, IReadOnlyDictionary<string, int> ByCode)
{
    /// <summary>Why nothing at all is handed over; null when it is.</summary>
    public string? SendingLocked { get; private init; }

    public static CampaignAnswer Of(CampaignView view) => new(
        view.Campaign.Id, view.Campaign.Name, view.Campaign.Kind, view.Campaign.Channel, view.Campaign.State, view.Campaign.PausedBecause,
        view.Campaign.ScheduledAt, view.Counts.Total, view.Counts.Done, Words(view.Counts.ByState), Words(view.Counts.ByCode));

    public static CampaignAnswer Of(CampaignRow row) => new(
        row.Id, row.Name, row.Kind, row.Channel, row.State, null, row.ScheduledAt, row.Counts.Total, row.Counts.Done, Words(row.Counts.ByState), Words(row.Counts.ByCode));

    /// <summary>The counts in the order of the vocabulary.</summary>
    public static IReadOnlyDictionary<string, int> Words<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => counts.OrderBy(each => each.Key).ToDictionary(each => each.Key.ToString(), each => each.Value);

    /// <summary>The counts as a list for people.</summary>
    public static string Text(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key} {each.Value}")));

    /// <summary>Says it: three facts, or one object.</summary>
    public static async Task GiveAsync(VerbContext context, Guid id)
    {
        var answer = Of(await NamedCampaign.ReadAsync(context, id));
        await context.AnswerAsync(answer.ToString(), answer with { SendingLocked = LockedSending.ReasonOf(context) });
        await context.SayAsync($"By state: {Text(answer.ByState)}.");
        await context.SayAsync($"By code: {Text(answer.ByCode)}.");
        await LockedSending.SayAsync(context);
    }

    public override string ToString()
    {
        var why = (PausedBecause, ScheduledAt) switch
        {
            ({ } reason, _) => $" ({reason})",
            (_, { } at) => string.Create(CultureInfo.InvariantCulture, $" (at {BrusselsTime.Local(at):yyyy-MM-ddTHH:mm:sszzz})"),
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Name} ({Id}): {Kind} by {Channel}, {State}{why}; {Done} of {Addressees} addressees done.");
    }
}
