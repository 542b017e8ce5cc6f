namespace ConsentRegistry.Core.Vocabulary;

/// <summary>The kind of a message, which decides its topic and the rules that it meets (RULES 1).</summary>
public enum MessageKind
{
    /// <summary>The person's own application, running contract or legal case; it has no topic.</summary>
    Transactional = 1,

    /// <summary>A change of the privacy policy, or the Article 13/14 notice; it has no topic.</summary>
    PolicyNotice = 2,

    /// <summary>A project other than the one the person applied for.</summary>
    ProjectOffer = 3,

    /// <summary>News of our services.</summary>
    ServiceNews = 4,

    /// <summary>An invitation to an event.</summary>
    EventInvitation = 5,

    /// <summary>Questions on a service that runs or ended.</summary>
    Feedback = 6,
}

/// <summary>The topic of each kind of message (RULES 1).</summary>
public static class MessageKinds
{
    /// <summary>The topic of <paramref name="kind"/>; null for kinds that have none.</summary>
    public static Topic? TopicOf(this MessageKind kind) => kind switch
    {
        MessageKind.ProjectOffer => Topic.Projects,
        MessageKind.ServiceNews => Topic.Services,
        MessageKind.EventInvitation => Topic.Events,
        MessageKind.Feedback => Topic.Feedback,
        _ => null,
    };
}
