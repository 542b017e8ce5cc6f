using ConsentRegistry.Core.Security;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>
/// One column and value of one file that nobody has given a meaning: what forty rows have in common, and is answered once for all of them. A cell
/// of free text may hold anything about a person, so that both are encrypted, and go when the last person goes for whom they stood there.
/// </summary>
public sealed class DoubtWord
{
    /// <summary>The column name that is bound into the encrypted header.</summary>
    public const string HeaderColumn = "DoubtWords.Header";

    /// <summary>The column name that is bound into the encrypted value.</summary>
    public const string ValueColumn = "DoubtWords.Value";

    public Guid Id { get; init; }

    public Guid ImportId { get; init; }

    /// <summary>The file's own name, without folders.</summary>
    public required string FileName { get; init; }

    public required byte[] ProtectedHeader { get; init; }

    public required byte[] ProtectedValue { get; init; }

    /// <summary>Equal for equal headers and values, of whatever file (<see cref="IndexOf"/>).</summary>
    public required byte[] WordIndex { get; init; }

    /// <summary>The column's name; empty where the stored bytes were changed.</summary>
    public string HeaderBy(ProtectedValues values) => values.TryReveal(ProtectedHeader, HeaderColumn, Id) ?? string.Empty;

    /// <summary>The cell as the file has it; empty where the stored bytes were changed.</summary>
    public string ValueBy(ProtectedValues values) => values.TryReveal(ProtectedValue, ValueColumn, Id) ?? string.Empty;

    /// <summary>Whether neither was changed, and its index finds it.</summary>
    internal bool OpensBy(ProtectedValues values) =>
        values.TryReveal(ProtectedHeader, HeaderColumn, Id) is { } header && values.TryReveal(ProtectedValue, ValueColumn, Id) is { } value
        && IndexOf(header, value, values).AsSpan().SequenceEqual(WordIndex);

    /// <summary>The keyed index by which header and value are found together.</summary>
    internal static byte[] IndexOf(string header, string value, ProtectedValues values) =>
        // With its length in front, so that no other header and value make the same text.
        values.IndexOf($"{header.Length}:{header}{value}", "DoubtWords.Word");
}
