using System.Text.Json.Nodes;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;

namespace ConsentRegistry.Core.Scrubbing;

/// <summary>What a list is split by.</summary>
public sealed record NewScrub
{
    /// <summary>The column with the addresses; null to find it.</summary>
    public string? Column { get; init; }

    public Channel Channel { get; init; } = Channel.Email;

    /// <summary>The message that would go out, for the gate's answer; null to keep whatever is not suppressed, which is no permission.</summary>
    public MessageFacts? Message { get; init; }
}

/// <summary>What the split gave; <paramref name="Allowed"/> + <paramref name="Blocked"/> + <see cref="Unreadable"/> is <paramref name="Rows"/>.</summary>
/// <param name="ByCode">How many rows each code was given to; without a message only the blocked ones have one.</param>
/// <param name="UnreadableLines">The physical lines on which unreadable rows begin, in order.</param>
public sealed record ScrubResult(
    long Rows, long Allowed, long Blocked, IReadOnlyList<long> UnreadableLines, IReadOnlyDictionary<DecisionCode, long> ByCode, double Seconds)
{
    /// <summary>Broken rows and rows without an address that the channel could use: they can be neither allowed nor looked up, and are in neither file.</summary>
    public long Unreadable => UnreadableLines.Count;

    /// <summary>One JSON object on one line (INTERFACES 1, <c>scrub --json</c>).</summary>
    public string ToJson() => new JsonObject
    {
        ["rows"] = Rows,
        ["allowed"] = Allowed,
        ["blocked"] = Blocked,
        ["unreadable"] = Unreadable,
        ["byCode"] = new JsonObject(ByCode.OrderBy(each => each.Key).Select(each => KeyValuePair.Create(each.Key.ToString(), (JsonNode?)each.Value))),
        ["seconds"] = Math.Round(Seconds, 3),
        ["unreadableLines"] = new JsonArray([.. UnreadableLines.Select(line => (JsonNode)line)]),
    }.ToJsonString();
}
