using System.Buffers;

namespace ConsentRegistry.Core.Mail.Smtp;

/// <summary>Doubles the dot at the start of a line, so that no line of a message can end it (RFC 5321 4.5.2).</summary>
internal static class DotStuffing
{
    /// <param name="content">Lines ended by CRLF.</param>
    /// <returns>The same memory when no line starts with a dot.</returns>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> content)
    {
        var rest = content.Span;
        var first = rest.StartsWith("."u8);
        if (!first && rest.IndexOf("\n."u8) < 0)
        {
            return content;
        }

        var result = new ArrayBufferWriter<byte>(content.Length + 64);
        if (first)
        {
            result.Write("."u8);
        }

        for (int at; (at = rest.IndexOf("\n."u8)) >= 0; rest = rest[(at + 1)..])
        {
            result.Write(rest[..(at + 1)]);
            result.Write("."u8);
        }

        result.Write(rest);
        return result.WrittenMemory;
    }
}
