using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-13: news and invitations meant for a company may go to its impersonal mailbox (Royal Decree of 4 April 2003, art. 1).</summary>
internal sealed class G13CompanyMailbox : ISendRule
{
    public RuleId Id => RuleId.G13;

    public DecisionCode? Judge(RuleContext question)
    {
        var mayApply = question.Channel == Channel.Email
            && question.Kind is MessageKind.ServiceNews or MessageKind.EventInvitation
            && (question.Relationship is Relationship.Client or Relationship.Supplier
                || (question.Relationship == Relationship.Unknown && question.Settings.ImpersonalMailboxOfUnknownCompany));

        return mayApply && question.ContactPoint.Impersonal.Value && question.Message.MeantForCompany.Value
            ? DecisionCode.LegalPersonMailbox
            : null;
    }
}
