using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Uploads;

/// <summary>Settles columns and origin of an upload before it is begun. Kept with it, so that its page can be left and found again.</summary>
public sealed class ConfigureImport(RegistryWriter writer)
{
    /// <summary>Fields that several columns may hold: a no in any of them counts.</summary>
    public static bool MayStandTwice(ImportField field) => field is ImportField.OptedOut or ImportField.OptedOutAt;

    /// <summary>Settles the columns by hand. The upload is then no longer one by its profile: what the DPO approved there was read from other columns.</summary>
    /// <param name="columns">By header, null for "leave out"; columns that are not named are recognised by their header.</param>
    public Task<Result<Guid>> ColumnsAsync(Guid import, IReadOnlyDictionary<string, ImportField?> columns, CancellationToken cancellation = default) => ChangeAsync(
        import,
        (_, run) =>
        {
            if (columns.Values.OfType<ImportField>().Where(field => !MayStandTwice(field)).GroupBy(field => field).Any(group => group.Count() > 1))
            {
                return Task.FromResult<Refusal?>(Refusal.ColumnTwice);
            }

            (run.ColumnsJson, run.Profile) = (ImportColumns.ToJson(columns), null);
            return Task.FromResult<Refusal?>(null);
        },
        cancellation);

    /// <summary>
    /// Gives words of the file a meaning (W-5), beside what was said of others before. The meaning of a word is no matter of its column: what the DPO
    /// approved of a profile's columns stands.
    /// </summary>
    /// <param name="given">Null as a meaning takes back what was said of the word.</param>
    public Task<Result<Guid>> MeaningsAsync(Guid import, IReadOnlyList<(string Header, string Value, GivenMeaning? Meaning)> given, CancellationToken cancellation = default) => ChangeAsync(
        import,
        (_, run) =>
        {
            run.MeaningsJson = ColumnMeanings.FromJson(run.MeaningsJson).But(given).ToJson();
            return Task.FromResult<Refusal?>(null);
        },
        cancellation);

    /// <summary>Settles what the rows are.</summary>
    public Task<Result<Guid>> OriginAsync(Guid import, ImportOrigin given, CancellationToken cancellation = default) => ChangeAsync(
        import,
        (_, run) =>
        {
            var origin = ImportOrigin.Of(
                new NewImport(run.FileName)
                {
                    Relationship = given.Relationship, Source = given.Source, Moment = given.Moment, Site = Text(given.Site), NoticeVersion = Text(given.NoticeVersion),
                },
                null,
                null);
            if (origin.IsDone)
            {
                run.Origin = origin.Value;
            }

            return Task.FromResult(origin.Refusal);
        },
        cancellation);

    /// <summary>Settles an upload as a profile says; what was settled by hand before is given up.</summary>
    /// <param name="profile">Its name; null to go back to what the file itself looks like.</param>
    /// <param name="recognisedSite">What the columns look like.</param>
    public Task<Result<Guid>> UseProfileAsync(Guid import, string? profile, string? recognisedSite, CancellationToken cancellation = default) => ChangeAsync(
        import,
        async (context, run) =>
        {
            var found = profile is null ? null : await context.Set<ImportProfile>().AsNoTracking().SingleOrDefaultAsync(each => each.Name == profile, cancellation);
            if (found is null && profile is not null)
            {
                return Refusal.ProfileNotFound;
            }

            var origin = ImportOrigin.Of(new NewImport(run.FileName), found, recognisedSite);
            if (origin.IsDone)
            {
                (run.Profile, run.ColumnsJson, run.MeaningsJson) = (profile, found?.ColumnsJson, found?.MeaningsJson);
                run.Origin = origin.Value;
            }

            return origin.Refusal;
        },
        cancellation);

    private Task<Result<Guid>> ChangeAsync(Guid import, Func<RegistryDbContext, ImportRun, Task<Refusal?>> change, CancellationToken cancellation) =>
        writer.WriteAsync<Result<Guid>>(
            async write =>
            {
                var run = await write.Context.Set<ImportRun>().SingleOrDefaultAsync(each => each.Id == import, cancellation);
                return run is null ? Refusal.ImportNotFound
                    : run.State != ImportState.Uploaded ? Refusal.ImportUnderWay
                    : await change(write.Context, run) is { } refusal ? refusal : run.Id;
            },
            cancellation);

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
