using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-11: marketing calls need a fresh look at the do-not-call list, letters one at the Robinson list; who stands there is
/// reached only by an own opt-in after the listing.
/// </summary>
internal sealed class G11DoNotContactLists : ISendRule
{
    public RuleId Id => RuleId.G11;

    public DecisionCode? Judge(RuleContext question) => question.Channel switch
    {
        Channel.Phone => question.Facts.DoNotCall.Value switch
        {
            var check when !IsFresh(question, check, TimeSpan.FromHours(question.Settings.DoNotCallMaxAgeHours)) => DecisionCode.DoNotCallStale,
            var check when IsListed(question, check!) => DecisionCode.DoNotCallListed,
            _ => null,
        },
        Channel.Post when question.Settings.RobinsonMaxAgeDays is { } days => question.Facts.Robinson.Value switch
        {
            var check when !IsFresh(question, check, TimeSpan.FromDays(days)) => DecisionCode.RobinsonStale,
            var check when IsListed(question, check!) => DecisionCode.RobinsonListed,
            _ => null,
        },
        _ => null,
    };

    private static bool IsFresh(RuleContext question, ListCheckFacts? check, TimeSpan limit)
    {
        if (check is null)
        {
            return false;
        }

        var age = question.At - check.CheckedAt.Value;
        return age >= TimeSpan.Zero && age <= limit;
    }

    private static bool IsListed(RuleContext question, ListCheckFacts check) =>
        check.Listed.Value && !question.HasLiftingOptInAfter(check.ListedAt.Value ?? throw new UnreadableFactException());
}
