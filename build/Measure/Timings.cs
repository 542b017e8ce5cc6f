using System.Diagnostics;

namespace ConsentRegistry.Measure;

/// <summary>How long something took, again and again.</summary>
internal sealed class Timings
{
    private readonly List<double> all = [];

    public async Task<T> AddAsync<T>(Func<Task<T>> run)
    {
        var begun = Stopwatch.GetTimestamp();
        var result = await run();
        all.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        return result;
    }

    public void Add(double milliseconds) => all.Add(milliseconds);

    public void Add(Timings others) => all.AddRange(others.all);

    public int Count => all.Count;

    public override string ToString() => all.Count == 0 ? "–" : $"{At(0.5):F1} | {At(0.95):F1} | {all.Max():F1}";

    private double At(double share) => all.Order().ElementAt((int)Math.Ceiling(share * all.Count) - 1);
}
