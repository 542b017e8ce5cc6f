namespace ConsentRegistry.Core.Mail.Templates;

/// <summary>What differs from one addressee to the next.</summary>
public sealed record MailValues
{
    /// <summary>Null or empty where no person is known, as for an address of a list; the salutation then does without.</summary>
    public string? GivenName { get; init; }

    public string? FullName { get; init; }

    /// <summary>The page behind <c>/u/TOKEN</c>: out of this message's topic. For messages without a topic, the same page as <see cref="PreferencesUrl"/>.</summary>
    public required Uri UnsubscribeUrl { get; init; }

    /// <summary>The page behind <c>/p/TOKEN</c>: all choices.</summary>
    public required Uri PreferencesUrl { get; init; }

    /// <summary>The offer that a project offer is about (RULES G-16).</summary>
    public string? OfferReference { get; init; }

    /// <summary>Why this person fits it, in words the person may read.</summary>
    public string? MatchReason { get; init; }

    /// <summary>The campaign's own text: paragraphs divided by blank lines.</summary>
    public string? Message { get; init; }

    /// <summary>The job site that the data came from (GDPR 14(2)(f)); null: no name is known.</summary>
    public string? SourceSite { get; init; }

    /// <summary>How long candidates' data are kept without new contact, in months (RULES 6).</summary>
    public int RetentionMonths { get; init; } = 24;
}
