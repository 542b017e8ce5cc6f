namespace ConsentRegistry.Core.Ledger.Erasure;

/// <summary>
/// Takes a person out of the tables of one feature (Article 17). Every feature that keeps something about people registers one;
/// <see cref="PersonErasure"/> runs them all, also when a journal is replayed on an older backup.
/// </summary>
public interface IPersonEraser
{
    /// <summary>The entities that it looks after. An entity that refers to a person and stands in no eraser's list fails a test.</summary>
    IReadOnlyCollection<Type> Covers { get; }

    /// <summary>Runs before the rows of the person itself go, inside the same transaction. Running it again changes nothing.</summary>
    Task EraseAsync(ErasedPerson person);

    /// <summary>Whether the feature has told the person something since then, so that what led to it cannot be taken back as if it had never been.</summary>
    Task<bool> HasToldAsync(RegistryWrite write, Guid person, DateTimeOffset since) => Task.FromResult(false);
}
