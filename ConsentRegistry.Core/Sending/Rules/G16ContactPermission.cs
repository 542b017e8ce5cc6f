using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-16: a project offer to a candidate on a contact permission (P-46…49), as far as the setting lets it carry; the
/// permission covers projects only and is never taken for consent.
/// </summary>
internal sealed class G16ContactPermission : ISendRule
{
    public RuleId Id => RuleId.G16;

    public IReadOnlyList<DecisionCode> Answers { get; } =
        [DecisionCode.PermissionNotConsent, DecisionCode.ContactPermission, DecisionCode.PermissionLapsed];

    public DecisionCode? Judge(RuleContext context)
    {
        if (context.Kind != MessageKind.ProjectOffer
            || context.Relationship is not (Relationship.CandidateApplied or Relationship.CandidateSourced)
            || context.IsOnAssessedRoute
            || context.Person.Permission.Value is not { } permission
            || !permission.Source.Value.GivesContactPermission())
        {
            return null;
        }

        if (!IsCovered(context) || !IsFairlyOffered(context, permission))
        {
            return DecisionCode.PermissionNotConsent;
        }

        var lastOwnContactOn = permission.LastOwnContactOn.Value;
        if (lastOwnContactOn > context.Today)
        {
            throw new UnreadableFactException();
        }

        return BrusselsTime.IsWithinMonths(lastOwnContactOn, context.Settings.PermissionMonths, context.Today)
            ? DecisionCode.ContactPermission
            : DecisionCode.PermissionLapsed;
    }

    private static bool IsCovered(RuleContext context)
    {
        var relationshipCovered = context.Settings.ContactPermission switch
        {
            ContactPermissionUse.AsPolicyStates => true,
            ContactPermissionUse.ApplicantsOnly => context.Relationship == Relationship.CandidateApplied,
            _ => false,
        };
        return relationshipCovered && context.Channel is Channel.Email or Channel.Phone;
    }

    private static bool IsFairlyOffered(RuleContext context, PermissionFacts permission) =>
        context.Message.Offer.Value is not null
        && context.Message.MatchReason.Value is not null
        && permission.ObjectionOffered.Value
        && context.Message.ObjectionOffered.Value;
}
