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

    public IReadOnlyList<DecisionCode> Answers { get; } =
        [DecisionCode.DoNotCallStale, DecisionCode.DoNotCallListed, DecisionCode.RobinsonStale, DecisionCode.RobinsonListed];

    public DecisionCode? Judge(RuleContext context) => context.Channel switch
    {
        Channel.Phone => context.Facts.DoNotCall.Value switch
        {
            var check when !IsFresh(context, check, TimeSpan.FromHours(context.Settings.DoNotCallMaxAgeHours)) => DecisionCode.DoNotCallStale,
            var check when IsListed(context, check!) => DecisionCode.DoNotCallListed,
            _ => null,
        },
        Channel.Post when context.Settings.RobinsonMaxAgeDays is { } days => context.Facts.Robinson.Value switch
        {
            var check when !IsFresh(context, check, TimeSpan.FromDays(days)) => DecisionCode.RobinsonStale,
            var check when IsListed(context, check!) => DecisionCode.RobinsonListed,
            _ => null,
        },
        _ => null,
    };

    private static bool IsFresh(RuleContext context, ListCheckFacts? check, TimeSpan limit)
    {
        if (check is null)
        {
            return false;
        }

        var age = context.At - check.CheckedAt.Value;
        return age >= TimeSpan.Zero && age <= limit;
    }

    private static bool IsListed(RuleContext context, ListCheckFacts check) =>
        check.Listed.Value && !context.HasLiftingOptInAfter(check.ListedAt.Value ?? throw new UnreadableFactException());
}
