using System.Globalization;
using System.Resources;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Components.People.Details;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Tests.Components.People;

/// <summary>Texts that are named for the members of an enum: each member has its own.</summary>
public sealed class PeopleTextsTests
{
    private static readonly ResourceManager Refusals = new(typeof(RefusalTexts));
    private static readonly ResourceManager Events = new(typeof(TimelineTexts));
    private static readonly ResourceManager Words = new(typeof(TermTexts));

    public static TheoryData<string> AllLanguages => ["nl", "fr", "en"];

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Every_refusal_has_a_sentence(string language) => Assert.All(
        Enum.GetNames<Refusal>(), name => Assert.EndsWith(".", Refusals.GetString(name, CultureInfo.GetCultureInfo(language))));

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void An_offer_without_its_project_or_reason_is_said_to_reach_those_who_opted_in(string language) => Assert.All(
        (Refusal[])[Refusal.OfferMissing, Refusal.MatchReasonMissing],
        refusal =>
        {
            Assert.Contains("opt-in", Refusals.GetString($"{refusal}", CultureInfo.GetCultureInfo(language)), StringComparison.Ordinal);
            Assert.Contains("opt-in", VerbRefusals.For(refusal).Message, StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Every_event_can_be_told(string language) => Assert.All(
        Enum.GetNames<LedgerEventType>(), name => Assert.False(string.IsNullOrEmpty(Events.GetString(name, CultureInfo.GetCultureInfo(language)))));

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Every_term_has_a_name(string language) => Assert.All(
        (string[])
        [
            .. Enum.GetNames<Relationship>().Select(name => $"Relationship.{name}"), .. Enum.GetNames<AcquisitionSource>().Select(name => $"Source.{name}"),
            .. Enum.GetNames<CollectionMoment>().Select(name => $"Moment.{name}"), .. Enum.GetNames<Topic>().Select(name => $"Topic.{name}"),
            .. Enum.GetNames<Channel>().Select(name => $"Channel.{name}"), .. Enum.GetNames<MessageKind>().Select(name => $"Kind.{name}"),
            .. Enum.GetNames<Verdict>().Select(name => $"Verdict.{name}"), .. Terms.Ways.Select(name => $"Way.{name}"),
        ],
        key => Assert.False(string.IsNullOrEmpty(Words.GetString(key, CultureInfo.GetCultureInfo(language))), key));

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Every_opt_in_can_be_asked_for(string language) => Assert.All(
        from topic in Enum.GetValues<Topic>()
        from channel in Enum.GetValues<Channel>()
        select OptInWordings.Of(topic, channel, language, "Imalink NV"),
        wording => Assert.Contains("Imalink NV", wording, StringComparison.Ordinal));

    [Fact]
    public void The_hour_that_a_clock_change_repeats_or_skips_is_read()
    {
        Assert.Equal(TimeSpan.FromHours(1), new DateTime(2026, 10, 25, 2, 30, 0).ToInstant().Offset);
        Assert.Equal(new DateTime(2026, 3, 29, 3, 30, 0), new DateTime(2026, 3, 29, 2, 30, 0).ToInstant().ToTyped());
    }
}
