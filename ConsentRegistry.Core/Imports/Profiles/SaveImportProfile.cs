using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Imports.Profiles;

/// <summary>What is settled about the files of one source; see <see cref="ImportProfile"/>.</summary>
public sealed record NewImportProfile(string Name)
{
    public string? Site { get; init; }

    /// <summary>Decided columns by header; null for "drop".</summary>
    public IReadOnlyDictionary<string, ImportField?> Columns { get; init; } = new Dictionary<string, ImportField?>();

    /// <summary>What words in files of this source mean (W-5).</summary>
    public ColumnMeanings Meanings { get; init; } = ColumnMeanings.None;

    public Relationship? Relationship { get; init; }

    public AcquisitionSource? Source { get; init; }

    public CollectionMoment? Moment { get; init; }

    public string? NoticeVersion { get; init; }

    public Topic? OptInTopic { get; init; }

    public string? OptInPolicyVersion { get; init; }
}

/// <summary>Saves a profile under its name.</summary>
public sealed class SaveImportProfile(RegistryWriter writer)
{
    /// <summary>
    /// A change takes the approval of its opt-ins away (<see cref="ApproveOptIns"/>): it was given for what stood there. Topic and policy version stay
    /// where none are given, so that it can be given again.
    /// </summary>
    public Task<Result<Guid>> ExecuteAsync(NewImportProfile given, CancellationToken cancellation = default) => writer.WriteAsync<Result<Guid>>(
        async write =>
        {
            if (string.IsNullOrWhiteSpace(given.Name))
            {
                return Refusal.NameMissing;
            }

            var name = given.Name.Trim();
            var profile = await write.Context.Set<ImportProfile>().SingleOrDefaultAsync(each => each.Name == name, cancellation);
            if (profile is null)
            {
                profile = new ImportProfile { Id = Guid.CreateVersion7(write.At), Name = name };
                write.Context.Add(profile);
            }

            profile.Site = given.Site;
            profile.ColumnsJson = ImportColumns.ToJson(given.Columns);
            profile.MeaningsJson = given.Meanings.ToJson();
            (profile.Relationship, profile.Source, profile.Moment, profile.NoticeVersion) = (given.Relationship, given.Source, given.Moment, given.NoticeVersion);
            profile.OptInTopic = given.OptInTopic ?? profile.OptInTopic;
            profile.OptInPolicyVersion = given.OptInPolicyVersion ?? profile.OptInPolicyVersion;
            profile.OptInsApprovedBy = null;
            profile.ChangedAt = write.At;
            return profile.Id;
        },
        cancellation);
}
