namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>
/// Slows down who guesses, and locks nobody out. Some attempts are free; then each has to wait twice as long as the one before, up to a limit. Known and unknown names
/// are counted alike, so that the wait tells nobody which they are. Kept in memory: a restart forgives.
/// </summary>
public sealed class SignInAttempts(TimeProvider time)
{
    /// <summary>So many in a row without a wait.</summary>
    public const int Free = 5;

    private const int MostKept = 10_000;

    /// <summary>No attempt waits longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    private readonly Lock turn = new();
    private readonly Dictionary<string, Attempts> made = [];

    /// <summary>Counts an attempt as one that failed, until <see cref="Succeeded"/> says otherwise: of many at the same moment none is overlooked.</summary>
    /// <param name="door">What is being opened, and from where where that counts.</param>
    /// <returns>How long there is still to wait, and then nothing was counted and nothing may be tried; zero when it may be.</returns>
    public TimeSpan Begin(string door)
    {
        lock (turn)
        {
            var now = time.GetUtcNow();
            var before = made.GetValueOrDefault(door);
            var wait = before.LastAt + WaitAfter(before.Count) - now;
            if (before.Count >= Free && wait > TimeSpan.Zero)
            {
                return wait;
            }

            Forget(now);
            made[door] = new Attempts(before.Count + 1, now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Whoever it was may begin anew.</summary>
    public void Succeeded(string door)
    {
        lock (turn)
        {
            made.Remove(door);
        }
    }

    private static TimeSpan WaitAfter(int count) =>
        count < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, count - Free)));

    private void Forget(DateTimeOffset now)
    {
        if (made.Count < MostKept)
        {
            return;
        }

        foreach (var (door, attempts) in made)
        {
            if (now - attempts.LastAt > ForgottenAfter)
            {
                made.Remove(door);
            }
        }
    }

    private readonly record struct Attempts(int Count, DateTimeOffset LastAt);
}
