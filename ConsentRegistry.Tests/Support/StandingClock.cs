namespace ConsentRegistry.Tests.Support;

/// <summary>A clock that shows one instant: 2026-03-16 09:00 in Brussels, the instant of the worked examples.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);
}
