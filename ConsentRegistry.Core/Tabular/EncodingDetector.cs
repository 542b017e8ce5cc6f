using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ConsentRegistry.Core.Tabular;

/// <summary>
/// Tells the encoding of a file from all its bytes. A byte order mark decides. Else valid UTF-8 is UTF-8; else a byte from 80 to
/// 9F is text only in Windows-1252; else a letter or euro sign that only ISO-8859-15 has makes it that, and Windows-1252 is the rest.
/// </summary>
internal static class EncodingDetector
{
    // €, Š, š, Œ, œ and Ÿ of ISO-8859-15. In Windows-1252 these bytes are signs that no list of people needs. Ž and ž are left out:
    // their bytes are the acute accent and the cedilla there, and people type D´Hondt.
    private static readonly SearchValues<byte> OnlyIn15 = SearchValues.Create(0xA4, 0xA6, 0xA8, 0xBC, 0xBD, 0xBE);
    private static readonly SearchValues<byte> OnlyIn1252 = SearchValues.Create([.. Enumerable.Range(0x80, 0x20).Select(b => (byte)b)]);

    /// <summary>Reads <paramref name="stream"/> from its start to its end.</summary>
    public static TextLayout Detect(Stream stream)
    {
        stream.Position = 0;
        var buffer = new byte[1 << 18];
        var held = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (FromStart(buffer.AsSpan(0, held)) is { } known)
        {
            return known;
        }

        var (good, bad, has1252, has15) = (0L, 0L, false, false);
        for (var isLast = false; held > 0;)
        {
            var chunk = buffer.AsSpan(0, held);
            var used = CountUtf8(chunk, isLast, ref good, ref bad);
            has1252 |= chunk[..used].ContainsAny(OnlyIn1252);
            has15 |= chunk[..used].ContainsAny(OnlyIn15);
            var cut = held - used;
            chunk[used..].CopyTo(buffer);
            var read = stream.ReadAtLeast(buffer.AsSpan(cut), buffer.Length - cut, throwOnEndOfStream: false);
            (held, isLast) = (cut + read, read == 0);
        }

        // One damaged row does not make a UTF-8 file something else: accented text of a single-byte file is hardly ever UTF-8 by chance.
        return bad == 0 || good > 10 * bad ? TextLayout.Utf8
            : has1252 || !has15 ? TextLayout.Windows1252
            : TextLayout.Iso8859Part15;
    }

    private static TextLayout? FromStart(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => TextLayout.Utf8WithMark,
        [0xFF, 0xFE, ..] => TextLayout.Utf16LeWithMark,
        [0xFE, 0xFF, ..] => TextLayout.Utf16BeWithMark,
        _ => FromZeros(start[..Math.Min(start.Length, 4096)]),
    };

    private static TextLayout? FromZeros(ReadOnlySpan<byte> start)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var most = start.Length / 2 * 6 / 10;
        return start.Length < 4 ? null
            : odd > most && even * 20 < odd ? TextLayout.Utf16Le
            : even > most && odd * 20 < even ? TextLayout.Utf16Be
            : null;
    }

    /// <summary>Counts multi-byte sequences and bytes that are no UTF-8; gives the bytes used, which leave out a sequence cut by the end.</summary>
    private static int CountUtf8(ReadOnlySpan<byte> bytes, bool last, ref long good, ref long bad)
    {
        if (Ascii.IsValid(bytes))
        {
            return bytes.Length;
        }

        var position = 0;
        while (position < bytes.Length)
        {
            var ascii = bytes[position..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                return bytes.Length;
            }

            position += ascii;
            var status = Rune.DecodeFromUtf8(bytes[position..], out _, out var width);
            if (status == OperationStatus.NeedMoreData && !last)
            {
                return position;
            }

            good += status == OperationStatus.Done ? 1 : 0;
            bad += status == OperationStatus.Done ? 0 : 1;
            position += width;
        }

        return position;
    }
}
