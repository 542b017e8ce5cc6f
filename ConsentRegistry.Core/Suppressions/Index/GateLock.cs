namespace ConsentRegistry.Core.Suppressions.Index;

/// <summary>
/// The one lock between bars and hand-overs (guarantee 2). A hand-over holds it shared from its last look until <c>DATA</c> is written
/// or the file renamed; a bar holds it alone only to publish itself. Neither ever waits for the network or the disk inside.
/// </summary>
public sealed class GateLock : IDisposable
{
    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.NoRecursion);

    /// <summary>Runs the last look and the start of one hand-over; many may run at once.</summary>
    public T HandOver<T>(Func<T> lastLook)
    {
        gate.EnterReadLock();
        try
        {
            return lastLook();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>Publishes a change after which no hand-over that it bars starts.</summary>
    public void Publish(Action change)
    {
        gate.EnterWriteLock();
        try
        {
            change();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    public void Dispose() => gate.Dispose();
}
