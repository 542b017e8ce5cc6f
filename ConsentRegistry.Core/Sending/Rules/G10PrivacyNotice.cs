namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-10: a person hears first who we are and where the data come from (GDPR 13, 14); a company mailbox needs no such notice.</summary>
internal sealed class G10PrivacyNotice : ISendRule
{
    public RuleId Id => RuleId.G10;

    public DecisionCode? Judge(RuleContext question) =>
        !question.ContactPoint.Impersonal.Value && !question.Person.NoticeGiven.Value && !question.Message.CarriesNotice.Value
            ? DecisionCode.NoticeMissing
            : null;
}
