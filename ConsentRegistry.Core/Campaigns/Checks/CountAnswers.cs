using System.Buffers.Binary;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Campaigns.Checks;

/// <summary>The gate's answers about the members of an audience, each mailbox counted once.</summary>
internal sealed class AnswerCounts
{
    private readonly HashSet<UInt128> seen = [];
    private readonly Dictionary<DecisionReason, int> byReason = [];

    /// <summary>Whether nobody with this mailbox was counted before.</summary>
    public bool IsFirst(byte[] mailbox) => seen.Add(BinaryPrimitives.ReadUInt128BigEndian(mailbox));

    public void Add(DecisionReason reason) => byReason[reason] = byReason.GetValueOrDefault(reason) + 1;

    public CampaignPreview SoFar() => new(seen.Count, new Dictionary<DecisionReason, int>(byReason));
}

/// <summary>Asks the gate about members of an audience as they would be asked about at hand-over, and adds the answers up.</summary>
public sealed class CountAnswers(SendFactsLoader loader, CampaignMessage message, ContactPointCipher cipher, TimeProvider time)
{
    internal async Task AddAsync(AnswerCounts counts, Campaign campaign, IEnumerable<AudienceMember> members, CancellationToken cancellation)
    {
        var fresh = members.Where(member => counts.IsFirst(cipher.IndexOf(member.Address))).ToList();
        foreach (var group in fresh.GroupBy(member => member.MatchReason))
        {
            var loaded = await loader.LoadAsync(message.FactsOf(campaign, group.Key), [.. group.Select(member => member.Address)], time.GetUtcNow(), cancellation: cancellation);
            foreach (var each in loaded)
            {
                counts.Add(DecisionReason.Of(each.Decide().Code, each.People.Count == 0));
            }
        }
    }
}
