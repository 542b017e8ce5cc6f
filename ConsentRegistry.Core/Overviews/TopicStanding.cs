using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Overviews;

/// <summary>How many people stood where on one topic at the end of one day. A number for a chart: what may be sent is the gate's to say.</summary>
public sealed class TopicStanding
{
    /// <summary>The day, Europe/Brussels.</summary>
    public DateOnly On { get; init; }

    public Topic Topic { get; init; }

    /// <summary>People with a proven opt-in that has not expired and that no later no covers.</summary>
    public int OptedIn { get; set; }

    /// <summary>Other people with a bar that covers the topic, on whatever channel.</summary>
    public int Refused { get; set; }
}
