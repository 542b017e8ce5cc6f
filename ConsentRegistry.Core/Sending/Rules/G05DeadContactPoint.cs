namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>G-05: nothing goes to a dead contact point; the person's other channels go on.</summary>
internal sealed class G05DeadContactPoint : ISendRule
{
    public RuleId Id => RuleId.G05;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.ContactPointDead];

    public DecisionCode? Judge(RuleContext context) => context.IsDead ? DecisionCode.ContactPointDead : null;
}
