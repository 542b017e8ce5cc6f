using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// The code for which a row is taken out of a list that is held against the suppression list alone. No opt-in is looked at: a lifted entry
/// suppresses all the same (RULES S-3). As nobody said what the list is for, an opt-out of any topic takes the row out too.
/// </summary>
internal static class SuppressedCode
{
    /// <summary>The code that the gate would come to first; null for a row that is not suppressed.</summary>
    /// <param name="addresses">All addresses of the row: a bar of everything on one of them is the person's (N-5); narrower ones count where the message would go.</param>
    public static DecisionCode? Of(IReadOnlyList<AddressEntries> addresses, Channel channel)
    {
        var codes = from address in addresses
                    let isTarget = address.Address.Kind == channel.AddressKindOf()
                    from entry in address.Own.Concat(address.OfDomain)
                    select CodeOf(entry, channel, isTarget);
        return codes.OfType<DecisionCode>().Select(code => (DecisionCode?)code).MinBy(code => SendRules.PlaceOf(code!.Value));
    }

    private static DecisionCode? CodeOf(SuppressionEntry entry, Channel channel, bool isTarget)
    {
        if (entry.Reason == SuppressionReason.HardBounce)
        {
            return isTarget ? DecisionCode.ContactPointDead : null;
        }

        if (!entry.Scope.IsEverything)
        {
            return !isTarget || (entry.Channel is { } barred && barred != channel) ? null
                : entry.Topic is null ? DecisionCode.ChannelOptedOut
                : DecisionCode.TopicOptedOut;
        }

        return entry.Reason switch
        {
            SuppressionReason.Erasure => DecisionCode.ErasedSuppressed,
            SuppressionReason.Objection => DecisionCode.Objected,
            SuppressionReason.Complaint => DecisionCode.Complaint,
            _ => DecisionCode.OptedOutAll,
        };
    }
}
