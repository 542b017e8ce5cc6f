namespace ConsentRegistry.Web.Components.Shared.Tables;

/// <summary>The rows that are ticked, on this page of the table and on others: each by itself, or all that match but for some.</summary>
public sealed class TableSelection<TKey>
    where TKey : notnull
{
    private readonly HashSet<TKey> named = [];
    private object? scope;

    /// <summary>All that match are ticked, also on pages that nobody looked at.</summary>
    public bool IsAll { get; private set; }

    /// <summary>Those that are ticked; with <see cref="IsAll"/> those that are not.</summary>
    public IReadOnlyCollection<TKey> Named => named;

    /// <param name="total">How many match.</param>
    public int CountOf(int total) => IsAll ? Math.Max(total - named.Count, 0) : named.Count;

    public bool Has(TKey key) => named.Contains(key) != IsAll;

    public void Set(TKey key, bool ticked)
    {
        if (ticked != IsAll)
        {
            named.Add(key);
        }
        else
        {
            named.Remove(key);
        }
    }

    public void All()
    {
        named.Clear();
        IsAll = true;
    }

    public void Clear()
    {
        named.Clear();
        IsAll = false;
    }

    /// <summary>Something else is looked for: nobody should act on rows that do not match any more.</summary>
    /// <param name="now">What is looked for, compared by value; neither the order nor the page.</param>
    public void KeepFor(object now)
    {
        if (!now.Equals(scope))
        {
            scope = now;
            Clear();
        }
    }
}
