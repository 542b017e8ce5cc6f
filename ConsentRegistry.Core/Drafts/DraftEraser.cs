using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Security;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Drafts;

/// <summary>Unfinished forms. One that is about nobody yet may hold the person all the same: by id, or by an address that was typed or pasted.</summary>
public sealed class DraftEraser(ProtectedValues values) : IPersonEraser
{
    public IReadOnlyCollection<Type> Covers { get; } = [typeof(Draft)];

    public async Task EraseAsync(ErasedPerson person)
    {
        List<string> signs = [.. person.Family.Select(id => id.ToString()), .. person.Addresses.Select(address => address.Exact)];
        foreach (var draft in await person.Write.Context.Set<Draft>().ToListAsync())
        {
            var content = values.TryReveal(draft.ProtectedContent, Draft.ContentColumn, draft.Key.Row);
            if (person.Family.Contains(draft.Subject) || content is null || signs.Exists(sign => content.Contains(sign, StringComparison.OrdinalIgnoreCase)))
            {
                person.Write.Context.Remove(draft);
            }
        }
    }
}
