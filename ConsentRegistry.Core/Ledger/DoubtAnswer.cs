namespace ConsentRegistry.Core.Ledger;

/// <summary>What a colleague says of a doubt (RULES 1). The names stand in the ledger: they may be added to, never changed.</summary>
public enum DoubtAnswer
{
    /// <summary>It was a no: the bar is recorded with the instant of the doubt as its first date.</summary>
    WasNo = 1,

    /// <summary>It was none: the doubt is closed with a reason, and all is as before.</summary>
    WasNone = 2,
}
