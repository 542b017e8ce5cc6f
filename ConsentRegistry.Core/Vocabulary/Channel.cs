namespace ConsentRegistry.Core.Vocabulary;

/// <summary>The way by which a message reaches a person (RULES 1).</summary>
public enum Channel
{
    /// <summary>Electronic mail.</summary>
    Email = 1,

    /// <summary>A live call; never a recorded voice.</summary>
    Phone = 2,

    /// <summary>A text message.</summary>
    Sms = 3,

    /// <summary>A letter.</summary>
    Post = 4,
}
