using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.Overviews;

/// <summary>A number of the start page, and how it came about.</summary>
/// <param name="Points">For a line, the oldest first.</param>
/// <param name="Now">The number.</param>
/// <param name="Before">What it was before; null where nobody knows.</param>
public sealed record Course(IReadOnlyList<int> Points, int Now, int? Before);

/// <summary>The last thirty days, today included, and the thirty before them, in parts of five: enough for a number, for what it was before, and for its line.</summary>
public static class LastDays
{
    public const int Count = 30;

    private const int PartDays = 5;
    private const int Parts = 2 * Count / PartDays;

    /// <summary>The oldest first; days are those of Brussels.</summary>
    internal static IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> PartsOf(DateTimeOffset now)
    {
        var first = BrusselsTime.DayOf(now).AddDays(1 - (2 * Count));
        return
        [
            .. Enumerable.Range(0, Parts).Select(part => first.AddDays(part * PartDays))
                .Select(day => (BrusselsTime.StartOf(day), BrusselsTime.StartOf(day.AddDays(PartDays)))),
        ];
    }

    /// <param name="counts">One for each of <see cref="PartsOf"/>.</param>
    internal static Course CourseOf(IReadOnlyList<int> counts) => new(counts, counts.Skip(Parts / 2).Sum(), counts.Take(Parts / 2).Sum());
}
