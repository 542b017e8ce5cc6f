namespace ConsentRegistry.Core.Sending;

/// <summary>Something that can happen and may turn a no of the gate into a yes.</summary>
public enum AnswerChange
{
    /// <summary>The person is given the Article 13/14 notice, before the message or with it (G-10).</summary>
    NoticeGiven = 1,

    /// <summary>The Article 18 restriction is lifted (G-04).</summary>
    RestrictionLifted = 2,

    /// <summary>The address works again, or one that works takes its place (G-05).</summary>
    WorkingAddress = 3,

    /// <summary>What may be a refusal is settled as none (G-09).</summary>
    DoubtSettled = 4,

    /// <summary>A fresh look at the official list, on which the address does not stand (G-11).</summary>
    ListChecked = 5,

    /// <summary>An application or a contract to which the message belongs (G-06).</summary>
    ApplicationOrContract = 6,

    /// <summary>A contact that the person begins (G-16).</summary>
    OwnContact = 7,

    /// <summary>A proven opt-in for the topic on the channel, recorded by a colleague (G-12).</summary>
    OptIn = 8,

    /// <summary>The same begun by the person, which alone takes back a refusal (RULES 1 "lifting opt-in").</summary>
    OwnOptIn = 9,
}
