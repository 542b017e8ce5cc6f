using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.SigningIn;

namespace ConsentRegistry.Tests.Account.SigningIn;

public sealed class SignInAttemptsTests
{
    private const string Door = "ADA@IMALINK.EXAMPLE 192.0.2.1";

    private readonly TestClock clock = new();
    private readonly SignInAttempts attempts;

    public SignInAttemptsTests() => attempts = new SignInAttempts(clock);

    [Fact]
    public void The_first_are_free_and_then_each_waits_twice_as_long_up_to_a_minute()
    {
        Assert.All(Enumerable.Range(0, SignInAttempts.Free), _ => Assert.Equal(TimeSpan.Zero, attempts.Begin(Door)));
        var waits = new List<double>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var wait = attempts.Begin(Door);
            waits.Add(wait.TotalSeconds);
            clock.Advance(wait);
            Assert.Equal(TimeSpan.Zero, attempts.Begin(Door));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public void To_ask_during_the_wait_makes_it_no_longer()
    {
        Guess(SignInAttempts.Free + 5);
        var wait = attempts.Begin(Door);
        for (var attempt = 0; attempt < 100; attempt++)
        {
            attempts.Begin(Door);
        }

        Assert.Equal(wait, attempts.Begin(Door));
    }

    [Fact]
    public void Another_door_is_as_it_was()
    {
        Guess(SignInAttempts.Free + 5);

        Assert.Equal(TimeSpan.Zero, attempts.Begin("ADA@IMALINK.EXAMPLE 192.0.2.2"));
    }

    [Fact]
    public void Success_begins_anew()
    {
        Guess(SignInAttempts.Free);
        attempts.Succeeded(Door);

        Assert.All(Enumerable.Range(0, SignInAttempts.Free), _ => Assert.Equal(TimeSpan.Zero, attempts.Begin(Door)));
        Assert.NotEqual(TimeSpan.Zero, attempts.Begin(Door));
    }

    [Fact]
    public void Of_many_at_the_same_moment_only_the_free_ones_are_let_through() =>
        Assert.Equal(SignInAttempts.Free, Enumerable.Range(0, 50).AsParallel().Count(_ => attempts.Begin(Door) == TimeSpan.Zero));

    private void Guess(int times)
    {
        for (var attempt = 0; attempt < times; attempt++)
        {
            clock.Advance(attempts.Begin(Door));
            attempts.Begin(Door);
        }
    }
}
