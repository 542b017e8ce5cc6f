namespace ConsentRegistry.Core.Results;

/// <summary>One page of a list.</summary>
/// <param name="Total">How many there are on all pages.</param>
public record PageOf<T>(IReadOnlyList<T> Rows, int Total);
