using ConsentRegistry.Core.Overviews;

namespace ConsentRegistry.Web.Components.Layout;

/// <summary>What an operator has read of what came to an end, in whichever window; kept with the operator's preferences.</summary>
public sealed record BellRead
{
    /// <summary>Under which it is kept; never changed.</summary>
    public const string Name = "bell";

    private const int MostOpened = 50;

    /// <summary>Everything up to then.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Later ones that were opened, one by one.</summary>
    public IReadOnlyList<string> Opened { get; init; } = [];

    public bool Has(FinishedWork work) => work.At <= Until || Opened.Contains(SignOf(work));

    public BellRead With(FinishedWork work) => Has(work) ? this : this with { Opened = [.. Opened.Append(SignOf(work)).TakeLast(MostOpened)] };

    // A campaign may pause itself more than once.
    private static string SignOf(FinishedWork work) => FormattableString.Invariant($"{work.Id:N}/{work.Kind}/{work.At.UtcTicks}");
}
