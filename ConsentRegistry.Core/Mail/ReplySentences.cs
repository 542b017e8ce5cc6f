using System.Globalization;
using System.Resources;

namespace ConsentRegistry.Core.Mail;

/// <summary>Replies as people read them.</summary>
public static class ReplySentences
{
    private static readonly ResourceManager Texts = new(typeof(ReplySentences));

    /// <summary>A reply of our own in Dutch, French or English; one of a mail server as it stands.</summary>
    /// <param name="reply">What a delivery keeps of the answer; null gives null.</param>
    public static string? SentenceOf(string? reply, CultureInfo language) =>
        reply is not null && Enum.TryParse<OwnReply>(reply, out var own) && own.ToString() == reply ? Texts.GetString(reply, language) : reply;
}
