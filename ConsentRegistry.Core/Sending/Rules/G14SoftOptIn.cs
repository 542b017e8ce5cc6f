using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-14: a client who bought may hear of similar services of ours, on all the conditions of Directive 2002/58 Art. 13(2) or
/// not at all.
/// </summary>
internal sealed class G14SoftOptIn : ISendRule
{
    public RuleId Id => RuleId.G14;

    public DecisionCode? Judge(RuleContext question)
    {
        if (question.Relationship != Relationship.Client
            || !IsCovered(question)
            || question.Person.Sale.Value is not { } sale)
        {
            return null;
        }

        return IsComplete(question, sale) ? DecisionCode.SoftOptIn : DecisionCode.SoftOptInIncomplete;
    }

    private static bool IsCovered(RuleContext question)
    {
        var settings = question.Settings;
        return (question.Kind == MessageKind.ServiceNews
                || (question.Kind == MessageKind.EventInvitation && settings.SoftOptInCoversEvents))
            && (question.Channel == Channel.Email
                || (question.Channel == Channel.Sms && settings.SoftOptInCoversSms));
    }

    private static bool IsComplete(RuleContext question, SaleFacts sale) =>
        sale.AddressGotInSale.Value
        && sale.OwnSimilarServices.Value
        && sale.ObjectionOfferedAtCollection.Value
        && question.Message.ObjectionOffered.Value
        && sale.SoldOn.Value <= question.Today
        && BrusselsTime.IsWithinMonths(sale.SoldOn.Value, question.Settings.SoftOptInMonths, question.Today);
}
