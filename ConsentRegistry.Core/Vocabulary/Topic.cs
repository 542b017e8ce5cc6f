namespace ConsentRegistry.Core.Vocabulary;

/// <summary>What a message is about, as a person chooses it (RULES 1). <c>Transactional</c> and <c>PolicyNotice</c> messages have none.</summary>
public enum Topic
{
    /// <summary>ICT projects that may fit a candidate.</summary>
    Projects = 1,

    /// <summary>News of our services.</summary>
    Services = 2,

    /// <summary>Invitations to events.</summary>
    Events = 3,

    /// <summary>Questions on a service that runs or ended.</summary>
    Feedback = 4,
}
