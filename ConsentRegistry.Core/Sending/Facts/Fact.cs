namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>
/// One fact of a message, or the knowledge that it is missing or unreadable. The default value is unreadable, so that
/// a fact nobody supplied blocks instead of passing as "no" (RULES G-01).
/// </summary>
/// <remarks>A plain value converts by itself: <c>new MessageFacts { Offer = "P-7" }</c>.</remarks>
public readonly record struct Fact<T>
{
    private readonly T value;

    private Fact(T value)
    {
        this.value = value;
        IsReadable = true;
    }

    /// <summary>Whether <see cref="Value"/> can be read.</summary>
    public bool IsReadable { get; }

    /// <summary>The fact. Reading it when it is unreadable throws, which the gate answers with <c>Undetermined</c>.</summary>
    /// <exception cref="UnreadableFactException">The fact is missing or unreadable.</exception>
    public T Value => IsReadable ? value : throw new UnreadableFactException();

    public static implicit operator Fact<T>(T value) => new(value);
}

/// <summary>A rule had to read a fact that is missing, contradictory or unreadable (RULES G-01).</summary>
public sealed class UnreadableFactException : Exception
{
    // No value and no name inside: exception texts reach logs, and facts are about persons.
    public UnreadableFactException()
        : base("A fact that a rule has to read is missing, contradictory or unreadable.")
    {
    }
}
