using System.Diagnostics.CodeAnalysis;

namespace ConsentRegistry.Core.Vocabulary;

/// <summary>What a bar covers: everything, a topic (on all channels or on one), or a channel (RULES 1 "withdrawal", S-1).</summary>
/// <param name="Topic">The topic barred; null for all topics.</param>
/// <param name="Channel">The channel barred; null for all channels.</param>
public readonly record struct BarScope(Topic? Topic, Channel? Channel)
{
    /// <summary>Everything: person-wide.</summary>
    public static BarScope Everything => default;

    public bool IsEverything => Topic is null && Channel is null;

    /// <summary>Whether all that <paramref name="other"/> bars is barred by this too.</summary>
    public bool Covers(BarScope other) => (Topic is null || Topic == other.Topic) && (Channel is null || Channel == other.Channel);

    /// <summary>Reads <c>all</c>, <c>topic:Projects</c>, <c>topic:Projects:Email</c> or <c>channel:Sms</c> (INTERFACES 1).</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out BarScope? scope)
    {
        scope = text.Split(':') switch
        {
            ["all"] => Everything,
            ["topic", var topic] when Word<Topic>(topic) is { } t => new BarScope(t, null),
            ["topic", var topic, var channel] when Word<Topic>(topic) is { } t && Word<Channel>(channel) is { } c => new BarScope(t, c),
            ["channel", var channel] when Word<Channel>(channel) is { } c => new BarScope(null, c),
            _ => null,
        };
        return scope is not null;
    }

    public override string ToString() => (Topic, Channel) switch
    {
        (null, null) => "all",
        ({ } topic, null) => $"topic:{topic}",
        ({ } topic, { } channel) => $"topic:{topic}:{channel}",
        (null, { } channel) => $"channel:{channel}",
    };

    // Enum.TryParse would take numbers as well.
    private static T? Word<T>(string text)
        where T : struct, Enum => Enum.IsDefined(typeof(T), text) ? Enum.Parse<T>(text) : null;
}
