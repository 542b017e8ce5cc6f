namespace ConsentRegistry.Core.Storage;

/// <summary>Files of lines that are only ever added to.</summary>
internal static class AppendOnlyFile
{
    /// <summary>Cuts off a last line that a pulled plug left without its end, before anything follows it.</summary>
    public static void CutTornEnd(FileStream place)
    {
        var end = place.Length;
        while (end > 0)
        {
            place.Seek(end - 1, SeekOrigin.Begin);
            if (place.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        if (end != place.Length)
        {
            place.SetLength(end);
            place.Flush(flushToDisk: true);
        }
    }
}
