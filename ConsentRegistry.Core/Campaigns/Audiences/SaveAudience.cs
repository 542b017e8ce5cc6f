using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns.Audiences;

/// <summary>Gives a choice of people a name, under which every colleague who makes campaigns finds it.</summary>
public sealed class SaveAudience(RegistryWriter writer)
{
    /// <returns>What was saved; <see cref="Refusal.NameMissing"/>, or <see cref="Refusal.AudienceNameTaken"/>.</returns>
    public async Task<Result<SavedAudience>> ExecuteAsync(string name, Audience audience, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Refusal.NameMissing;
        }

        var called = name.Trim();
        return await writer.WriteAsync<Result<SavedAudience>>(
            async write =>
            {
                if (await write.Context.Set<SavedAudience>().AnyAsync(each => each.Name == called))
                {
                    return Refusal.AudienceNameTaken;
                }

                var saved = new SavedAudience { Id = Guid.CreateVersion7(write.At), Name = called, AudienceJson = audience.ToJson(), SavedAt = write.At, SavedBy = by };
                write.Context.Add(saved);
                return saved;
            },
            cancellation);
    }
}
