using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Web.Components.Shared.Tables;

/// <summary>A column of a table to work in.</summary>
/// <param name="Id">Stands in what is kept of an operator's layout, and is never changed.</param>
/// <param name="Cell">Renders nothing at all where there is nothing to say: a card on a narrow screen then leaves the cell out.</param>
public sealed record TableColumn<TRow>(string Id, string Title, RenderFragment<TRow> Cell)
{
    /// <summary>A column of plain text.</summary>
    public TableColumn(string id, string title, Func<TRow, string?> text)
        : this(id, title, row => builder => builder.AddContent(0, text(row))) => Whole = text;

    /// <summary>The word in the address by which its head sorts the list; null where it does not.</summary>
    public string? Sort { get; init; }

    /// <summary>The whole text of a cell that may be too long for its one line, as its tooltip.</summary>
    public Func<TRow, string?>? Whole { get; init; }

    /// <summary>Always shown: without it nobody would know what a row is about.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Shown to those who ask for it.</summary>
    public bool IsOnDemand { get; init; }

    /// <summary>Classes of its head and of its cells: how wide it is, and on how narrow a screen it goes.</summary>
    public string? Class { get; init; }
}
