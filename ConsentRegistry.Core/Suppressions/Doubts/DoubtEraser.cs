using ConsentRegistry.Core.Ledger.Erasure;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>Open questions on the person. The word of a file goes with the last person for whom it stood there: it may hold anything.</summary>
public sealed class DoubtEraser : IPersonEraser
{
    public IReadOnlyCollection<Type> Covers { get; } = [typeof(Doubt), typeof(DoubtWord)];

    public async Task EraseAsync(ErasedPerson person)
    {
        var context = person.Write.Context;
        var doubts = context.Set<Doubt>().Where(doubt => person.Family.Contains(doubt.PersonId));
        var words = await doubts.Select(doubt => doubt.WordId).Distinct().ToListAsync();
        await doubts.ExecuteDeleteAsync();
        await context.Set<DoubtWord>().Where(word => words.Contains(word.Id) && !context.Set<Doubt>().Any(doubt => doubt.WordId == word.Id)).ExecuteDeleteAsync();
    }
}
