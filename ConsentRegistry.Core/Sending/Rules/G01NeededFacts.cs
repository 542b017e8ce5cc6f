namespace ConsentRegistry.Core.Sending.Rules;

/// <summary>
/// G-01: the facts that every decision reads. The others are read by the rule that needs them; each that cannot be read
/// ends in this rule's answer.
/// </summary>
internal sealed class G01NeededFacts : ISendRule
{
    public RuleId Id => RuleId.G01;

    public IReadOnlyList<DecisionCode> Answers { get; } = [DecisionCode.Undetermined];

    public DecisionCode? Judge(RuleContext context)
    {
        var facts = context.Facts;
        var needed = facts.At.IsReadable
            && facts.SuppressionAvailable.Value
            && facts.Settings.Value.IsInRange
            && Enum.IsDefined(facts.Message.Kind.Value)
            && Enum.IsDefined(facts.Message.Channel.Value)
            && Enum.IsDefined(facts.Person.Relationship.Value)
            && facts.ContactPoint.Dead.IsReadable
            && facts.Person.Events.IsReadable;
        return needed ? null : DecisionCode.Undetermined;
    }
}
