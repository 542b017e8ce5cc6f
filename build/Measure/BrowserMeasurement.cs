namespace ConsentRegistry.Measure;

internal static class BrowserMeasurement
{
    public static Task RunAsync(string data) => throw new NotSupportedException(data);
}
