namespace ConsentRegistry.Core.Sending;

/// <summary>
/// The answer of the gate: a code and the one rule that gave it. Ledger position and settings version are logged beside
/// it by whoever asked (N-6).
/// </summary>
public sealed record SendDecision(DecisionCode Code, RuleId Rule)
{
    /// <summary>The answer when a needed fact is missing, contradictory or unreadable (G-01).</summary>
    public static SendDecision Undetermined { get; } = new(DecisionCode.Undetermined, RuleId.G01);

    /// <summary>The answer where not even the address is left of an erased person, so that no facts can be loaded (G-03).</summary>
    public static SendDecision Erased { get; } = new(DecisionCode.ErasedSuppressed, RuleId.G03);

    public Verdict Verdict => Code.VerdictOf();

    public bool IsAllowed => Verdict == Verdict.Allow;
}

/// <summary>
/// A decision, and the rules that were asked before it and did not match, in order. A decision of G-01 after rules that were
/// passed means that the next rule could not read a fact.
/// </summary>
public sealed record SendExplanation(SendDecision Decision, IReadOnlyList<RuleId> Passed);
