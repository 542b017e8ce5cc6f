namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-10: a person hears first who we are and where the data come from (GDPR 13, 14); a company mailbox needs no such notice.</summary>
internal sealed class G10PrivacyNotice : ISendRule
{
    public RuleId Id => RuleId.G10;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.NoticeMissing];

    public DecisionCode? Judge(RuleContext context) =>
        !context.ContactPoint.Impersonal.Value && !context.Person.NoticeGiven.Value && !context.Message.CarriesNotice.Value
            ? DecisionCode.NoticeMissing
            : null;
}
