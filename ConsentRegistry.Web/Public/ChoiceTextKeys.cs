using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Public;

internal static class ChoiceTextKeys
{
    /// <summary>The last part of the keys of <see cref="PublicTexts"/> that speak of this choice.</summary>
    public static string KeyOf(BarScope scope) => scope switch
    {
        { Topic: { } topic } => topic.ToString(),
        { Channel: { } channel } => channel.ToString(),
        _ => "Everything",
    };
}
