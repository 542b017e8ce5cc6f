namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>One whole reply of the server (RFC 5321 4.2).</summary>
/// <param name="Code">200–599.</param>
/// <param name="Status">The enhanced status code of its first line that has one.</param>
/// <param name="Lines">The text of each line, without codes; as the server wrote it, so it may name an addressee.</param>
internal sealed record SmtpReply(int Code, EnhancedStatus? Status, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    public bool IsTransient => Code is >= 400 and < 500;

    /// <summary>421: the server closes the connection after this reply, whatever it was asked.</summary>
    public bool ClosesConnection => Code == 421;

    /// <summary>Builds the reply from lines as received, without their CRLF; null when they do not form one.</summary>
    public static SmtpReply? FromLines(IReadOnlyList<string> received)
    {
        var code = 0;
        EnhancedStatus? status = null;
        var texts = new List<string>(received.Count);
        for (var i = 0; i < received.Count; i++)
        {
            var line = received[i];
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out var lineCode) || lineCode is < 200 or > 599
                || (i > 0 && lineCode != code) || IsLast(line) != (i == received.Count - 1))
            {
                return null;
            }

            code = lineCode;
            status ??= EnhancedStatus.TakeFrom(line.Length > 4 ? line[4..] : "", code / 100, out _);
            _ = EnhancedStatus.TakeFrom(line.Length > 4 ? line[4..] : "", code / 100, out var text);
            texts.Add(text);
        }

        return texts.Count == 0 ? null : new SmtpReply(code, status, texts);
    }

    /// <summary>Whether a received line ends its reply: no hyphen after the code, or no code at all, when waiting for more would be in vain.</summary>
    public static bool IsLast(string line) => line.Length < 4 || line[3] != '-' || !char.IsAsciiDigit(line[0]);
}
