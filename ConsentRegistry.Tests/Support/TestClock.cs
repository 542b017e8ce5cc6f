namespace ConsentRegistry.Tests.Support;

/// <summary>A clock that stands still until a test moves it; it begins on the day of the worked examples.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 16, 9, 0, 0, TimeSpan.FromHours(1));

    public DateTimeOffset Now => now;

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTimeOffset at) => now = at;
}
