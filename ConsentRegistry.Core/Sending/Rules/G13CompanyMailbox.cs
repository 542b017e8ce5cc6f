using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-13: news and invitations meant for a company may go to its impersonal mailbox (Royal Decree of 4 April 2003, art. 1).</summary>
internal sealed class G13CompanyMailbox : ISendRule
{
    public RuleId Id => RuleId.G13;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.LegalPersonMailbox];

    public DecisionCode? Judge(RuleContext context)
    {
        var mayApply = context.Channel == Channel.Email
            && context.Kind is MessageKind.ServiceNews or MessageKind.EventInvitation
            && (context.Relationship is Relationship.Client or Relationship.Supplier
                || (context.Relationship == Relationship.Unknown && context.Settings.ImpersonalMailboxOfUnknownCompany));

        return mayApply && context.ContactPoint.Impersonal.Value && context.Message.MeantForCompany.Value
            ? DecisionCode.LegalPersonMailbox
            : null;
    }
}
