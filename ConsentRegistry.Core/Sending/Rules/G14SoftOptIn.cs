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

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.SoftOptIn, DecisionCode.SoftOptInIncomplete];

    public DecisionCode? Judge(RuleContext context)
    {
        if (context.Relationship != Relationship.Client
            || !IsCovered(context)
            || context.Person.Sale.Value is not { } sale)
        {
            return null;
        }

        return IsComplete(context, sale) ? DecisionCode.SoftOptIn : DecisionCode.SoftOptInIncomplete;
    }

    private static bool IsCovered(RuleContext context)
    {
        var settings = context.Settings;
        return (context.Kind == MessageKind.ServiceNews
                || (context.Kind == MessageKind.EventInvitation && settings.SoftOptInCoversEvents))
            && (context.Channel == Channel.Email
                || (context.Channel == Channel.Sms && settings.SoftOptInCoversSms));
    }

    private static bool IsComplete(RuleContext context, SaleFacts sale) =>
        sale.AddressGotInSale.Value
        && sale.OwnSimilarServices.Value
        && sale.ObjectionOfferedAtCollection.Value
        && context.Message.ObjectionOffered.Value
        && sale.SoldOn.Value <= context.Today
        && BrusselsTime.IsWithinMonths(sale.SoldOn.Value, context.Settings.SoftOptInMonths, context.Today);
}
