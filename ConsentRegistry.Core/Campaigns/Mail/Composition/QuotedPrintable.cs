using System.Buffers;
using System.Text;

namespace ConsentRegistry.Core.Campaigns.Mail.Composition;

/// <summary>The quoted-printable transfer encoding of UTF-8 text (RFC 2045 6.7).</summary>
internal static class QuotedPrintable
{
    private const int LongestLine = 76;

    /// <summary>Appends the text, every line ended by CRLF whatever it was ended by before.</summary>
    public static void Append(IBufferWriter<byte> output, string text)
    {
        foreach (var line in text.AsSpan().TrimEnd("\r\n").EnumerateLines())
        {
            AppendLine(output, Encoding.UTF8.GetBytes(line.ToString()));
            output.Write("\r\n"u8);
        }
    }

    private static void AppendLine(IBufferWriter<byte> output, ReadOnlySpan<byte> line)
    {
        Span<byte> unit = stackalloc byte[3];
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var encoded = Encode(line, i, column, unit);
            var isLast = i == line.Length - 1;
            if (column + encoded.Length > (isLast ? LongestLine : LongestLine - 1))
            {
                output.Write("=\r\n"u8);
                column = 0;
            }

            output.Write(encoded);
            column += encoded.Length;
        }
    }

    private static ReadOnlySpan<byte> Encode(ReadOnlySpan<byte> line, int at, int column, Span<byte> unit)
    {
        var b = line[at];
        var isBlank = b is (byte)' ' or (byte)'\t';

        // Blanks at the end of a line are lost on the way; a dot at its start invites relays to double it.
        var isPlain = (b is > 32 and < 127 && b != '=' && !(b == '.' && column == 0)) || (isBlank && at < line.Length - 1);
        if (isPlain)
        {
            return line.Slice(at, 1);
        }

        unit[0] = (byte)'=';
        unit[1] = (byte)Hex(b >> 4);
        unit[2] = (byte)Hex(b & 15);
        return unit;
    }

    private static char Hex(int value) => "0123456789ABCDEF"[value];
}
