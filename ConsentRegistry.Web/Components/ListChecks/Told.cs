namespace ConsentRegistry.Web.Components.ListChecks;

/// <summary>Progress that is told on the thread that made it: <see cref="Progress{T}"/> would queue thousands of calls behind the page.</summary>
internal sealed class Told<TValue>(Action<TValue> what) : IProgress<TValue>
{
    public void Report(TValue value) => what(value);
}
