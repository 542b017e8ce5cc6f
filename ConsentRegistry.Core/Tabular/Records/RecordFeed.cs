namespace ConsentRegistry.Core.Tabular.Records;

/// <summary>Hands a parser the text of one record at a time. The text ends with a line feed, so that the parser never asks for more than it holds.</summary>
internal sealed class RecordFeed : TextReader
{
    private char[] held = [];
    private int position;
    private int length;

    public void Hold(char[] text, int count) => (held, position, length) = (text, 0, count);

    public override int Read(char[] buffer, int index, int count)
    {
        var given = Math.Min(count, length - position);
        Array.Copy(held, position, buffer, index, given);
        position += given;
        return given;
    }
}
