using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Mail.Composition;

/// <summary>What <see cref="MailComposer"/> makes one message of.</summary>
public sealed record MailContent
{
    /// <summary>The delivery; Message-ID and boundary follow from it, so that the same delivery always gives the same bytes.</summary>
    public required Guid DeliveryId { get; init; }

    public required EnvelopeAddress Addressee { get; init; }

    /// <summary>The name shown before the address; null for none.</summary>
    public string? AddresseeName { get; init; }

    /// <summary>Subject and both parts, filled in.</summary>
    public required FilledMail Body { get; init; }

    /// <summary>The topic whose list this message belongs to; null for messages without one, which then are no bulk mail.</summary>
    public required Topic? Topic { get; init; }

    /// <summary>The instant written as the message's date.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The address for the one-click POST (RFC 8058): <c>…/u/TOKEN</c>. Null only for messages without a topic, which have no list to leave.</summary>
    public required Uri? OneClickUrl { get; init; }
}
