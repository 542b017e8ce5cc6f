using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-15: we may ask how a service went while it runs and shortly after, if the message offers a way to object.</summary>
internal sealed class G15ServiceFeedback : ISendRule
{
    public RuleId Id => RuleId.G15;

    public DecisionCode? Judge(RuleContext question)
    {
        var mayApply = question.Kind == MessageKind.Feedback && question.Channel != Channel.Sms;

        return mayApply
            && question.Person.Service.Value is { } service
            && IsRecent(question, service.EndedOn.Value)
            && question.Message.ObjectionOffered.Value
                ? DecisionCode.ServiceFeedback
                : null;
    }

    // An end in the future gives a negative count: the service runs.
    private static bool IsRecent(RuleContext question, DateOnly? endedOn) =>
        endedOn is not { } day || question.Today.DayNumber - day.DayNumber <= question.Settings.FeedbackDays;
}
