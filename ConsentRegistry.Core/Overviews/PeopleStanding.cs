namespace ConsentRegistry.Core.Overviews;

/// <summary>How many people had a valid opt-in, for whatever topic, at the end of one day. A number to look at: what may be sent is the gate's to say.</summary>
public sealed class PeopleStanding
{
    /// <summary>The day, Europe/Brussels.</summary>
    public DateOnly On { get; init; }

    /// <summary>People with a proven opt-in that has not expired and that no later no covers.</summary>
    public int OptedIn { get; set; }
}
