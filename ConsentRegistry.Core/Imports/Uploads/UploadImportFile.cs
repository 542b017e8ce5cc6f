using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>What became of an upload.</summary>
/// <param name="Import">The import to be looked at; null when the file was not kept.</param>
/// <param name="Error">Why it was not kept: it is no list. A list in which no address was found is kept, because an operator may show where they stand, and so is a
/// workbook with further sheets.</param>
public sealed record TakenInImport(Guid? Import, FileError? Error);

/// <summary>
/// Takes a file into the encrypted spool, to be looked at and corrected before it is imported. The file comes as a stream and is never whole in
/// memory; until somebody begins the import nothing of it is in the registry.
/// </summary>
public sealed class UploadImportFile(RegistryWriter writer, ImportSpool spool, OpenImport open, ReleaseImportFile release)
{
    /// <param name="source">The file, from its start.</param>
    /// <param name="fileName">Folders are cut off.</param>
    /// <param name="by">The operator.</param>
    /// <param name="progress">Told of the bytes taken in.</param>
    public async Task<TakenInImport> ExecuteAsync(Stream source, string fileName, string by, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var sha256 = await spool.TakeInAsync(source, cancellation, progress);
        try
        {
            return await RegisterAsync(sha256, fileName, by, cancellation);
        }
        finally
        {
            // Where nothing was registered, whatever the reason, the file goes.
            spool.Arrived(sha256);
            await release.ExecuteAsync(sha256, CancellationToken.None);
        }
    }

    private async Task<TakenInImport> RegisterAsync(string sha256, string fileName, string by, CancellationToken cancellation)
    {
        await using var copy = spool.Open(sha256);
        var import = new NewImport(fileName);
        using var opened = (await open.ExecuteAsync(copy, import, cancellation)).Value!;
        var file = opened.File;
        if (file.Error is { } error && !MayBeMended(file))
        {
            return new TakenInImport(null, error);
        }

        var rows = file.CountRows(cancellation);
        var taken = await writer.WriteAsync(
            write =>
            {
                if (!spool.Holds(sha256))
                {
                    throw new IOException("The same file was thrown away while it came in.");
                }

                var run = ImportRun.TakenIn(opened, import, sha256, copy.Length, write.At, by);
                run.DataRows = rows;
                write.Context.Add(run);
                return Task.FromResult(run.Id);
            },
            cancellation);
        return new TakenInImport(taken, null);
    }

    /// <summary>An operator may show where the addresses stand, or on which other sheet the list is.</summary>
    private static bool MayBeMended(ImportFile file) =>
        file.Error == FileError.NoContactColumn || (file.Error == FileError.HeaderOnly && file.Sheet?.Sheets.Count > 1);
}
