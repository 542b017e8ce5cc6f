using System.Globalization;

namespace ConsentRegistry.Measure;

/// <summary>The numbers of the product on a data folder of invented people. See docs/performance.md.</summary>
internal static class Measurement
{
    private const string Usage =
        "people DATA COUNT [without-index] | opt-ins DATA COUNT | search DATA | home DATA | browser DATA | hand-over COUNT [MILLISECONDS]";

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        switch (args)
        {
            case ["people", var data, var count]:
                await PeopleMaking.RunAsync(data, int.Parse(count, CultureInfo.InvariantCulture), withIndex: true);
                return 0;
            case ["people", var data, var count, "without-index"]:
                await PeopleMaking.RunAsync(data, int.Parse(count, CultureInfo.InvariantCulture), withIndex: false);
                return 0;
            case ["opt-ins", var data, var count]:
                await OptInMaking.RunAsync(data, int.Parse(count, CultureInfo.InvariantCulture));
                return 0;
            case ["home", var data]:
                await HomeMeasurement.RunAsync(data);
                return 0;
            case ["search", var data]:
                await SearchMeasurement.RunAsync(data);
                return 0;
            case ["browser", var data]:
                await BrowserMeasurement.RunAsync(data);
                return 0;
            case ["hand-over", var count]:
                await HandOverMeasurement.RunAsync(int.Parse(count, CultureInfo.InvariantCulture), TimeSpan.Zero);
                return 0;
            case ["hand-over", var count, var milliseconds]:
                await HandOverMeasurement.RunAsync(
                    int.Parse(count, CultureInfo.InvariantCulture),
                    TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture)));
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
