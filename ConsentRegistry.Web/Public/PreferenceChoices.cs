using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.Extensions.Primitives;

namespace ConsentRegistry.Web.Public;

/// <summary>What a person can say no to on the public page: each topic, the channel of this address, or all of it.</summary>
internal static class PreferenceChoices
{
    public static IReadOnlyList<BarScope> For(PreferenceToken token) =>
    [
        .. Enum.GetValues<Topic>().Select(topic => new BarScope(topic, null)),
        .. ChannelsOf(token.Kind).Select(channel => new BarScope(null, channel)),
        BarScope.Everything,
    ];

    /// <summary>Those of the posted values that the page offers; nothing when one of them is not from the page.</summary>
    public static IReadOnlyList<BarScope> Read(StringValues posted, IReadOnlyList<BarScope> offered)
    {
        var chosen = offered.Where(scope => posted.Contains(scope.ToString())).ToList();
        return chosen.Count == posted.Distinct().Count() ? chosen : [];
    }

    private static Channel[] ChannelsOf(AddressKind kind) => kind switch
    {
        AddressKind.Email => [Channel.Email],
        AddressKind.Phone => [Channel.Phone, Channel.Sms],
        AddressKind.Post => [Channel.Post],
        _ => [],
    };
}
