using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>How far the two chains had come at some instant.</summary>
/// <param name="Ledger">The last ledger event.</param>
/// <param name="LedgerHash">Its hash, in hexadecimal.</param>
/// <param name="Audit">The last entry of the audit trail.</param>
/// <param name="AuditHash">Its hash, in hexadecimal.</param>
public sealed record Anchor(DateTimeOffset At, long Ledger, string LedgerHash, long Audit, string AuditHash);

/// <summary>
/// <c>anchors.jsonl</c> beside the opt-out journal: append-only, one JSON line an anchor, never rolled back with a database. A chain that
/// was cut and given a fitting head is found by it.
/// </summary>
/// <param name="folder">That of the opt-out journal.</param>
public sealed class AnchorFile(string folder)
{
    public const string FileName = "anchors.jsonl";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private string Path => System.IO.Path.Combine(folder, FileName);

    /// <summary>Adds a line and flushes it to disk; a torn line that a pulled plug left is cut off first.</summary>
    internal void Append(Anchor anchor)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = DataFolder.PrivateFile;
        }

        using var file = new FileStream(Path, options);
        AppendOnlyFile.CutTornEnd(file);
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(anchor, Format) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Every line with its number, from 1; null where it does not read.</summary>
    internal IEnumerable<(long Number, Anchor? Anchor)> Read()
    {
        if (!File.Exists(Path))
        {
            yield break;
        }

        var number = 0L;
        foreach (var line in File.ReadLines(Path))
        {
            yield return (++number, Parse(line));
        }
    }

    private static Anchor? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Anchor>(line, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
