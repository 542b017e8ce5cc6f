namespace ConsentRegistry.Core.Results;

/// <summary>
/// Progress that is told on the thread that made it, before the work goes on. <see cref="Progress{T}"/> would queue thousands of calls
/// elsewhere, and tell some of them after the work is done.
/// </summary>
public sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
