using System.IO.Compression;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>The parts of a packed workbook (a zip file), found by their names and unpacked within bounds.</summary>
internal sealed class PackedParts : IDisposable
{
    private readonly ZipArchive zip;
    private readonly MeteredStream metered;
    private readonly WorkbookBounds bounds;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, ZipArchiveEntry> parts = new(StringComparer.OrdinalIgnoreCase);
    private long unpacked;

    /// <param name="file">Seekable, left open.</param>
    /// <exception cref="InvalidDataException">It is no whole zip file.</exception>
    public PackedParts(Stream file, WorkbookBounds bounds, CancellationToken cancellation)
    {
        (this.bounds, this.cancellation) = (bounds, cancellation);
        metered = new MeteredStream(file) { Most = bounds.Contents };
        zip = new ZipArchive(metered, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in zip.Entries)
        {
            parts.TryAdd(part.FullName.Replace('\\', '/').TrimStart('/'), part);
        }

        metered.Most = long.MaxValue;
    }

    /// <summary>Opens a part; null where there is none of this name.</summary>
    public XmlPart? Open(string name)
    {
        if (!parts.TryGetValue(name, out var part))
        {
            return null;
        }

        if (part.IsEncrypted)
        {
            throw new WorkbookException(Refusal.WorkbookProtected);
        }

        return new XmlPart(new UnpackedStream(part.Open(), () => metered.Total, bounds, Count));
    }

    public void Dispose() => zip.Dispose();

    private void Count(int bytes)
    {
        cancellation.ThrowIfCancellationRequested();
        unpacked += bytes;
        if (unpacked > bounds.Unpacked)
        {
            throw new WorkbookException(Refusal.WorkbookTooLarge);
        }
    }
}
