using System.Text;
using ConsentRegistry.Tests.Imports;

namespace ConsentRegistry.Tests.Tabular;

/// <summary>The encoding is that of the whole file, wherever its first accent stands.</summary>
public sealed class EncodingDetectorTests
{
    private const int Buffer = 1 << 18;

    [Theory]
    [InlineData("windows-1252", Buffer * 3)]
    [InlineData("windows-1252", Buffer)]
    [InlineData("utf-8", Buffer * 3)]
    [InlineData("utf-8", Buffer)]
    [InlineData("utf-8", Buffer - 1)]
    [InlineData("iso-8859-15", Buffer * 2 + 5)]
    public void An_accent_far_into_the_file_tells_the_encoding(string encoding, int plainBytes)
    {
        const string Name = "Zoë Lecœur";
        const string Head = "E-mail;Naam\n";
        var plain = "an@a.example;" + new string('a', 47) + "\n";
        var text = new StringBuilder(Head).Insert(Head.Length, plain, (plainBytes / plain.Length) - 2);
        const string Last = "zoe@a.example;Zo";

        // The accent is the byte that stands at the place asked for.
        text.Append("x@a.example;").Append('b', plainBytes - text.Length - 12 - 1 - Last.Length).Append('\n').Append(Last).Append(Name.AsSpan(2));
        var writer = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var read = ReadFile.From(writer.GetBytes(text.ToString()));
        Assert.Equal(encoding, read.File.Layout?.Name);
        Assert.Equal((Name[..3], Name[4..]), (read.Rows[^1].GivenName, read.Rows[^1].FamilyName));
    }
}
