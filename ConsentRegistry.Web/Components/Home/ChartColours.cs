namespace ConsentRegistry.Web.Components.Home;

/// <summary>The colours of the series of a chart, named in the style sheet for light and dark and told apart by people who see few colours.</summary>
internal static class ChartColours
{
    private const int Count = 6;

    public static string[] All { get; } = [.. Enumerable.Range(0, Count).Select(series => $"var(--series-{series})")];
}
