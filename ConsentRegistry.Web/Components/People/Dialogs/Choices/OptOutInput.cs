using System.ComponentModel.DataAnnotations;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Web.Components.People.Dialogs.Choices;

/// <summary>How much a person says no to.</summary>
public enum OptOutReach
{
    Everything,
    Topic,
    TopicOnChannel,
    Channel,
}

/// <summary>What is typed to record an opt-out; so much is preset that one press is enough (RULES S-6); less than everything has to be said.</summary>
public sealed class OptOutInput
{
    /// <summary>Opt-out, objection or complaint; the last two are person-wide.</summary>
    public SuppressionReason Reason { get; set; } = SuppressionReason.OptOut;

    public OptOutReach Reach { get; set; } = OptOutReach.Everything;

    public Topic? Topic { get; set; }

    public Channel? Channel { get; set; }

    /// <summary>When the wish reached us, as the wall clock showed; null for now.</summary>
    public DateTime? ReceivedAt { get; set; }

    [MaxLength(2000, ErrorMessage = "TooLong")]
    public string? Note { get; set; }

    public EvidenceInput Evidence { get; } = new();

    public bool HasReach => Reason == SuppressionReason.OptOut;

    private BarScope Scope => Reach switch
    {
        OptOutReach.Topic when HasReach => new(Topic, null),
        OptOutReach.TopicOnChannel when HasReach => new(Topic, Channel),
        OptOutReach.Channel when HasReach => new(null, Channel),
        _ => BarScope.Everything,
    };

    /// <summary>The fields that have to be chosen and were not: an empty one would say no to everything.</summary>
    public IEnumerable<string> Missing() => new (string Field, bool Lacks)[]
    {
        (nameof(Topic), HasReach && Topic is null && Reach is (OptOutReach.Topic or OptOutReach.TopicOnChannel)),
        (nameof(Channel), HasReach && Channel is null && Reach is (OptOutReach.Channel or OptOutReach.TopicOnChannel)),
    }.Where(each => each.Lacks).Select(each => each.Field);

    public NewOptOut ToOptOut() => new(Scope)
    {
        Reason = Reason,
        ReceivedAt = ReceivedAt?.ToInstant(),
        Note = Note,
        Evidence = Evidence.Given,
        EntryPoint = EntryPoint.Screen,
    };
}
