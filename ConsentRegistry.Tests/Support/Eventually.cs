namespace ConsentRegistry.Tests.Support;

/// <summary>Waits for what another thread does and nobody announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the answer is yes; fails when it takes longer than even a slow machine needs.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> question, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await question())
        {
            Assert.True(await timer.WaitForNextTickAsync(limit.Token));
        }
    }
}
