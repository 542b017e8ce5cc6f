namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>What the pages of one circuit say of what was done, until it has been there long enough to be read twice; <c>Layout/Snackbars</c> shows it.</summary>
public sealed class Announcements(TimeProvider time) : IDisposable
{
    private const int MostShown = 3;

    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);

    /// <summary>Where something can be done about it: who is slower, or comes to it by keyboard, has to get there (WCAG 2.2.1).</summary>
    private static readonly TimeSpan ShownWithButtonsFor = TimeSpan.FromSeconds(20);

    private readonly Lock turn = new();
    private readonly List<Entry> shown = [];

    /// <summary>Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<Said> Shown
    {
        get
        {
            lock (turn)
            {
                return [.. shown.Select(each => each.Said)];
            }
        }
    }

    public void Say(Said said)
    {
        lock (turn)
        {
            shown.Add(new Entry(said, time.CreateTimer(_ => Remove(said), null, DurationOf(said), Timeout.InfiniteTimeSpan)));
        }

        if (Shown.Count > MostShown)
        {
            Remove(Shown[0]);
        }

        Changed?.Invoke();
    }

    /// <summary>It stays: the pointer is over it, or the focus in it. Each time counts, until it is let go as often.</summary>
    public void Hold(Said said)
    {
        lock (turn)
        {
            if (shown.Find(each => each.Said == said) is { } held)
            {
                held.Holds++;
                held.Timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Its time begins anew, once nothing holds it any more.</summary>
    public void LetGo(Said said)
    {
        lock (turn)
        {
            if (shown.Find(each => each.Said == said) is { Holds: > 0 } held && --held.Holds == 0)
            {
                held.Timer.Change(DurationOf(said), Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Remove(Said said)
    {
        lock (turn)
        {
            foreach (var gone in shown.Where(each => each.Said == said))
            {
                gone.Timer.Dispose();
            }

            shown.RemoveAll(each => each.Said == said);
        }

        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (turn)
        {
            shown.ForEach(each => each.Timer.Dispose());
            shown.Clear();
        }
    }

    private static TimeSpan DurationOf(Said said) => said.Next.Count > 0 ? ShownWithButtonsFor : ShownFor;

    private sealed class Entry(Said said, ITimer timer)
    {
        public Said Said => said;

        public ITimer Timer => timer;

        public int Holds { get; set; }
    }
}
