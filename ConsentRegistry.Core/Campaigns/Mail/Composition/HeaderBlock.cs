using System.Buffers;
using System.Text;

namespace ConsentRegistry.Core.Campaigns.Mail.Composition;

/// <summary>Writes header fields, folded at spaces (RFC 5322 2.2.3), and refuses what could end a field early.</summary>
internal sealed class HeaderBlock(IBufferWriter<byte> output)
{
    private const int WishedLine = 78;
    private const int LongestLine = 998;

    /// <param name="name">The field's name.</param>
    /// <param name="value">Its whole value, encoded where needed.</param>
    /// <exception cref="ArgumentException">The value holds a control character, or one word longer than a line may be.</exception>
    public void Add(string name, string value)
    {
        if (value.Any(char.IsControl))
        {
            throw new ArgumentException($"The value of {name} holds a control character.", nameof(value));
        }

        var text = new StringBuilder(name).Append(':');
        var column = text.Length;
        var isFirst = true;
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // The first word stays on the line of the name: some readers take an empty first line for an empty value.
            if (!isFirst && column + 1 + word.Length > WishedLine)
            {
                text.Append("\r\n");
                column = 0;
            }

            text.Append(' ').Append(word);
            column += 1 + word.Length;
            isFirst = false;
            if (column > LongestLine)
            {
                throw new ArgumentException($"The value of {name} does not fit in a line.", nameof(value));
            }
        }

        output.Write(Encoding.UTF8.GetBytes(text.Append("\r\n").ToString()));
    }

    /// <summary>The empty line between header and body.</summary>
    public void End() => output.Write("\r\n"u8);
}
