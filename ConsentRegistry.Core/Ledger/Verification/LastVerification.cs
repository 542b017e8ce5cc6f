using System.Text.Json;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage.Folder;

namespace ConsentRegistry.Core.Ledger.Verification;

/// <summary>When everything was last verified, and what came of it.</summary>
/// <param name="Findings">How many tables had a bad row, or a journal a damaged line; 0 where everything was as it was written.</param>
public sealed record VerificationRecord(DateTimeOffset At, int Findings)
{
    public bool IsSound => Findings == 0;
}

/// <summary>
/// Keeps when <c>verify</c> last ran, in a small file of the data folder: not in a database, which may be what is broken. It is told to the administrator and proves nothing.
/// </summary>
public sealed class LastVerification(DataFolder folder, TimeProvider time)
{
    /// <summary>In the data folder; begins with a name that belongs to the registry.</summary>
    public const string FileName = "registry.verified.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private string Path => System.IO.Path.Combine(folder.Root, FileName);

    /// <summary>Null where it never ran, or where the file does not read.</summary>
    public VerificationRecord? Find()
    {
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize<VerificationRecord>(File.ReadAllText(Path), Format) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What was found is said all the same where this cannot be written.</summary>
    internal void Keep(VerifyReport report)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = DataFolder.PrivateFile;
            }

            using var file = new FileStream(Path, options);
            JsonSerializer.Serialize(file, new VerificationRecord(time.GetUtcNow(), report.Findings.Count), Format);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next one may be kept.
        }
    }
}
