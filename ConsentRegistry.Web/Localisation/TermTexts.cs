using System.Globalization;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Localisation;

/// <summary>What the words of RULES 1 are called among people; the same on every page.</summary>
public sealed class TermTexts;

/// <summary>The name of one term in the reader's language.</summary>
public static class Terms
{
    public static string Name(this IStringLocalizer<TermTexts> terms, Relationship relationship) => terms[$"Relationship.{relationship}"];

    public static string Name(this IStringLocalizer<TermTexts> terms, AcquisitionSource source) => terms[$"Source.{source}"];

    public static string Name(this IStringLocalizer<TermTexts> terms, CollectionMoment moment) => terms[$"Moment.{moment}"];

    public static string Name(this IStringLocalizer<TermTexts> terms, Topic topic) => terms[$"Topic.{topic}"];

    public static string Name(this IStringLocalizer<TermTexts> terms, Channel channel) => terms[$"Channel.{channel}"];

    public static string Name(this IStringLocalizer<TermTexts> terms, MessageKind kind) => terms[$"Kind.{kind}"];

    public static string Name(this IStringLocalizer<TermTexts> terms, Verdict verdict) => terms[$"Verdict.{verdict}"];

    /// <summary>The outcome of a delivery, in the words of the exported report.</summary>
    public static string Name(this IStringLocalizer<TermTexts> terms, DeliveryState state) => DeliveryWords.WordOf(state, CultureInfo.CurrentUICulture);

    /// <summary>The kind of a bar: opt-out, objection, complaint or erasure.</summary>
    public static string NameOfBar(this IStringLocalizer<TermTexts> terms, LedgerEventType type) => type switch
    {
        LedgerEventType.Objection => terms["Bar.Objection"],
        LedgerEventType.Complaint => terms["Bar.Complaint"],
        LedgerEventType.Erasure => terms["Bar.Erasure"],
        _ => terms["Bar.OptOut"],
    };

    /// <summary>The kind of a bar and what it covers.</summary>
    public static string NameOfBar(this IStringLocalizer<TermTexts> terms, LedgerEventType type, BarScope scope) =>
        terms["Bar.Covering", terms.NameOfBar(type), terms.Name(scope)];

    /// <summary>nl, fr or en as a word.</summary>
    public static string LanguageName(this IStringLocalizer<TermTexts> terms, string language) => terms[$"Language.{language}"];

    /// <summary>By which way something reached us (<see cref="Ways"/>); other words are shown as they are.</summary>
    public static string WayName(this IStringLocalizer<TermTexts> terms, string way) => Ways.Contains(way) ? terms[$"Way.{way}"] : way;

    /// <summary>What a bar covers, as part of a sentence.</summary>
    public static string Name(this IStringLocalizer<TermTexts> terms, BarScope scope) => (scope.Topic, scope.Channel) switch
    {
        (null, null) => terms["Scope.Everything"],
        ({ } topic, null) => terms["Scope.Topic", terms.Name(topic)],
        (null, { } channel) => terms["Scope.Channel", InSentence(terms.Name(channel))],
        ({ } topic, { } channel) => terms["Scope.TopicOnChannel", terms.Name(topic), InSentence(terms.Name(channel))],
    };

    /// <summary>A name as it stands within a sentence.</summary>
    public static string InSentence(string name) => name.ToLower(CultureInfo.CurrentUICulture);

    /// <summary>The ways by which a person tells us something, as the ledger writes them.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["WebForm", "Email", "Letter", "InPerson", "Phone"];
}
