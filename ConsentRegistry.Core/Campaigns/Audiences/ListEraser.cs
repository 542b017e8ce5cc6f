using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger.Erasure;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>The person's addresses in the lists that were given to campaigns.</summary>
public sealed class ListEraser(ContactPointCipher cipher, ProtectedValues values) : IPersonEraser
{
    public IReadOnlyCollection<Type> Covers { get; } = [typeof(Campaign)];

    public async Task EraseAsync(ErasedPerson person)
    {
        var gone = person.Mailboxes.Select(Convert.ToHexString).ToHashSet();
        foreach (var campaign in await person.Write.Context.Set<Campaign>().Where(each => each.ProtectedList != null).ToListAsync())
        {
            var kind = campaign.Channel.AddressKindOf();
            if (campaign.ListBy(values) is not { } lines)
            {
                // A damaged list shows nobody; it must not block this act, nor the bars after it in the journal.
                continue;
            }

            var kept = lines.Where(line => Address.Read(kind, line) is not { } address || !gone.Contains(Convert.ToHexString(cipher.IndexOf(address)))).ToList();
            if (kept.Count < lines.Count)
            {
                campaign.ProtectedList = values.Protect(string.Join('\n', kept), AudienceReader.ListColumn, campaign.Id);
            }
        }
    }
}
