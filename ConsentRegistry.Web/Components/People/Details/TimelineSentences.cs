using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Localisation;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.People.Details;

/// <summary>Tells one event as a sentence in the reader's language.</summary>
public static class TimelineSentences
{
    /// <param name="events">One sentence for each <see cref="LedgerEventType"/>; {0} is what a bar covers, or what was added.</param>
    public static string SentenceOf(this IStringLocalizer<TimelineTexts> events, IStringLocalizer<TermTexts> words, LedgerEvent each) => each.Type switch
    {
        LedgerEventType.OptInRecorded when !each.Facts.Proven => events["OptInUnproven", Scope(words, each)],
        LedgerEventType.OptInRecorded when each.Facts.StartedByPerson => events["OptInByPerson", Scope(words, each)],
        LedgerEventType.DoubtAnswered when each.Facts.Answer == DoubtAnswer.WasNo => events["DoubtWasNo", Scope(words, each)],
        _ when each.Type.IsBar() && each.Facts.Repeats is not null => events["BarExtended", words.NameOfBar(each.Type), Scope(words, each)],
        LedgerEventType.RelationshipAdded when each.Facts.Relationship is { } relationship => events[each.Type.ToString(), words.Name(relationship)],
        LedgerEventType.DoNotCallChecked or LedgerEventType.RobinsonChecked => events[each.Type.ToString(), events[each.Facts.Listed ? "Listed" : "NotListed"].Value],
        _ => events[each.Type.ToString(), Scope(words, each)],
    };

    private static string Scope(IStringLocalizer<TermTexts> words, LedgerEvent each) => words.Name(new BarScope(each.Topic, each.Channel));
}
