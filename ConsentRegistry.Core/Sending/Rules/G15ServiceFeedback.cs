using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-15: we may ask how a service went while it runs and shortly after, if the message offers a way to object.</summary>
internal sealed class G15ServiceFeedback : ISendRule
{
    public RuleId Id => RuleId.G15;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.ServiceFeedback];

    public DecisionCode? Judge(RuleContext context)
    {
        var mayApply = context.Kind == MessageKind.Feedback && context.Channel != Channel.Sms;

        return mayApply
            && context.Person.Service.Value is { } service
            && IsRecent(context, service.EndedOn.Value)
            && context.Message.ObjectionOffered.Value
                ? DecisionCode.ServiceFeedback
                : null;
    }

    // An end in the future gives a negative count: the service is still running.
    private static bool IsRecent(RuleContext context, DateOnly? endedOn) =>
        endedOn is not { } day || context.Today.DayNumber - day.DayNumber <= context.Settings.FeedbackDays;
}
