namespace ConsentRegistry.Web.Components.Shared.Tables;

/// <summary>How an operator likes to see one table.</summary>
public sealed record TableLayout
{
    /// <summary>Columns that are hidden although they would be shown, or shown although they would not: a column that is new is seen as it is meant.</summary>
    public IReadOnlyList<string> Turned { get; init; } = [];

    /// <summary>Rows with more air than usual.</summary>
    public bool IsComfortable { get; init; }

    public bool Shows<TRow>(TableColumn<TRow> column) => column.IsFixed || column.IsOnDemand == Turned.Contains(column.Id);

    /// <summary>The same with these columns, and no other.</summary>
    public TableLayout Showing<TRow>(IEnumerable<TableColumn<TRow>> columns, ICollection<string> shown) => this with
    {
        Turned = [.. columns.Where(column => !column.IsFixed && shown.Contains(column.Id) == column.IsOnDemand).Select(column => column.Id)],
    };
}

/// <summary>What a table shows, under a name. What was typed to search is no part of it.</summary>
/// <param name="Query">The facets and the order as they stand in the address, from the question mark on; empty for none.</param>
/// <param name="Turned">The columns (<see cref="TableLayout.Turned"/>).</param>
public sealed record SavedView(string Name, string Query, IReadOnlyList<string> Turned)
{
    public const int NameLength = 40;
}

/// <summary>Something that narrows a table down, as it is told above it.</summary>
/// <param name="Facet">Its word in the address.</param>
public sealed record FilterChip(string Facet, string Text);
