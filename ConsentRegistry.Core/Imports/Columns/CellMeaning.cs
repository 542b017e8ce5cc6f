namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What a cell says about being contacted.</summary>
public enum CellMeaning
{
    /// <summary>Nothing: blank, not about this, or a plain "not refused".</summary>
    Nothing = 0,

    /// <summary>A plain yes: a claim, which allows nothing by itself (RULES 1).</summary>
    Stays = 1,

    /// <summary>A no: an opt-out is recorded.</summary>
    No = 2,

    /// <summary>The address does not work any more (G-05).</summary>
    Dead = 3,

    /// <summary>The person complained of a message, or marked one as spam.</summary>
    Complaint = 4,

    /// <summary>Nobody has given it a meaning: an open doubt, which counts as a no (G-09).</summary>
    Unclear = 5,
}

/// <summary>A meaning that a colleague gives to a word of a file (W-5). The names in lower case are the words of <c>--meaning</c> and of profiles.</summary>
public enum GivenMeaning
{
    /// <summary>It is a no.</summary>
    No = 1,

    /// <summary>The person stays: no refusal.</summary>
    Stays = 2,

    /// <summary>It is not about being contacted.</summary>
    Ignore = 3,

    /// <summary>The address is dead.</summary>
    Dead = 4,

    /// <summary>It is a complaint.</summary>
    Complaint = 5,
}
