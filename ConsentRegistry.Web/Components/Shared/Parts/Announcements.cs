namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>What the pages of one circuit say of what was done, until it has been there long enough to be read twice; <c>Layout/Snackbars</c> shows it.</summary>
public sealed class Announcements(TimeProvider time) : IDisposable
{
    private const int MostShown = 3;

    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);

    private readonly Lock turn = new();
    private readonly List<(Said Said, ITimer Timer)> shown = [];

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
            shown.Add((said, time.CreateTimer(_ => Remove(said), null, ShownFor, Timeout.InfiniteTimeSpan)));
        }

        if (Shown.Count > MostShown)
        {
            Remove(Shown[0]);
        }

        Changed?.Invoke();
    }

    public void Remove(Said said)
    {
        lock (turn)
        {
            foreach (var (_, timer) in shown.Where(each => each.Said == said))
            {
                timer.Dispose();
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
}
