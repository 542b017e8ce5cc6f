using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// The one door: every answer to "may we send?" comes from here (DESIGN 2.1). A pure function of facts, without clock or
/// storage, total over its input: it never throws for any facts, and answers with exactly one rule.
/// </summary>
public static class SendGate
{
    /// <summary>May this message go to this contact point at <see cref="SendFacts.At"/>?</summary>
    public static SendDecision Decide(SendFacts facts) => SendRules.FirstMatch(facts, static _ => { });

    /// <summary>The same decision, with the rules that did not decide.</summary>
    public static SendExplanation Explain(SendFacts facts)
    {
        var passed = new List<RuleId>();
        var decision = SendRules.FirstMatch(facts, passed.Add);

        // G-18 always answers, so an earlier rule with its id is the one about referees.
        passed.Remove(RuleId.G18);
        return new SendExplanation(decision, passed);
    }

    /// <summary>
    /// One decision for several sets of facts: the kinds of one message (N-2), or the records of one address (N-7). Any
    /// block blocks; of several blocks the earliest rule is named, whatever the order of the facts. No facts at all are
    /// <see cref="DecisionCode.Undetermined"/>.
    /// </summary>
    public static SendDecision DecideStrictest(IEnumerable<SendFacts> alternatives) =>
        alternatives.Select(Decide)
            .OrderBy(static decision => decision.Verdict)
            .ThenBy(static decision => decision.Rule)
            .ThenBy(static decision => decision.Code)
            .FirstOrDefault(SendDecision.Undetermined);
}
