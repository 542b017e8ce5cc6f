using ConsentRegistry.Core.Campaigns.Audiences;
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

    public DecisionCode? Judge(RuleContext question)
    {
        if (question.Kind != MessageKind.ProjectOffer
            || question.Relationship is not (Relationship.CandidateApplied or Relationship.CandidateSourced)
            || question.IsOnAssessedRoute
            || question.Person.Permission.Value is not { } permission
            || !permission.Source.Value.GivesContactPermission())
        {
            return null;
        }

        if (!IsCovered(question) || !IsFairlyOffered(question, permission))
        {
            return DecisionCode.PermissionNotConsent;
        }

        var lastOwnContactOn = permission.LastOwnContactOn.Value;
        if (lastOwnContactOn > question.Today)
        {
            throw new UnreadableFactException();
        }

        return BrusselsTime.IsWithinMonths(lastOwnContactOn, question.Settings.PermissionMonths, question.Today)
            ? DecisionCode.ContactPermission
            : DecisionCode.PermissionLapsed;
    }

    private static bool IsCovered(RuleContext question)
    {
        var relationshipCovered = question.Settings.ContactPermission switch
        {
            ContactPermissionUse.AsPolicyStates => true,
            ContactPermissionUse.ApplicantsOnly => question.Relationship == Relationship.CandidateApplied,
            _ => false,
        };
        return relationshipCovered && question.Channel is Channel.Email or Channel.Phone;
    }

    private static bool IsFairlyOffered(RuleContext question, PermissionFacts permission) =>
        question.Message.Offer.Value is not null
        && question.Message.MatchReason.Value is not null
        && permission.ObjectionOffered.Value
        && question.Message.ObjectionOffered.Value;
}
