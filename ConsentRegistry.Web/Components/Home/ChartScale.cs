using System.Globalization;

namespace ConsentRegistry.Web.Components.Home;

/// <summary>The axis of a chart of counts: whole numbers, a few of them, at a step that people count in.</summary>
internal static class ChartScale
{
    private const int MostSteps = 5;

    /// <summary>What is told of a point by the library, which puts its own values into it.</summary>
    public const string Tooltip = "{{SERIES_NAME}} · {{X_VALUE}}: {{Y_VALUE}}";

    private static readonly int[] Factors = [1, 2, 5];

    /// <summary>A number of the axis, as the reader writes numbers.</summary>
    public static string Shown(double number) => number.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>From one line of the axis to the next: 1, 2, 5, 10, 20, 50…</summary>
    /// <param name="highest">What has to fit.</param>
    public static int StepTo(int highest)
    {
        for (var power = 1; ; power *= 10)
        {
            foreach (var factor in Factors)
            {
                var step = factor * power;
                if (highest <= (long)MostSteps * step)
                {
                    return step;
                }
            }
        }
    }
}
