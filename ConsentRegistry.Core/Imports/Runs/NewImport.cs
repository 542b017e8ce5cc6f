using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Runs;

/// <summary>What the operator says about a file to be imported; what is left out comes from the profile, then from the rows themselves.</summary>
/// <param name="FileName">The file's name; folders are cut off.</param>
public sealed record NewImport(string FileName)
{
    /// <summary>The sheet of a workbook; null for the first with a value.</summary>
    public string? Sheet { get; init; }

    public string? Site { get; init; }

    /// <summary>The name of a saved <see cref="ImportProfile"/>.</summary>
    public string? Profile { get; init; }

    public Relationship? Relationship { get; init; }

    public AcquisitionSource? Source { get; init; }

    public CollectionMoment? Moment { get; init; }

    /// <summary>The version of the Art. 13/14 notice that these people were given; null where none was.</summary>
    public string? NoticeVersion { get; init; }

    /// <summary>Columns settled for this file, header to field, null for "leave out"; win over the profile. Null where nothing was settled.</summary>
    public IReadOnlyDictionary<string, ImportField?>? Columns { get; init; }

    /// <summary>What words of this file mean (W-5); win over the profile.</summary>
    public ColumnMeanings Meanings { get; init; } = ColumnMeanings.None;

    /// <summary>Who reads the report (INTERFACES 4).</summary>
    public ExportFormat ReportFormat { get; init; } = ExportFormat.Plain;
}

/// <summary>What the rows of a file are: the facts that each person made from it begins with.</summary>
public sealed record ImportOrigin(Relationship Relationship, AcquisitionSource Source, CollectionMoment Moment, string? Site, string? NoticeVersion)
{
    /// <summary>
    /// What is said wins over the profile, the profile over the default. A job-site file holds people found through their CV; a mailing
    /// tool's list says nothing about them, so its people are <c>Unknown</c> and get no contact permission (DESIGN 4, "Import").
    /// </summary>
    /// <param name="recognisedSite">What the columns look like.</param>
    public static Result<ImportOrigin> Of(NewImport import, ImportProfile? profile, string? recognisedSite)
    {
        var site = import.Site ?? profile?.Site ?? recognisedSite;
        var relationship = import.Relationship ?? profile?.Relationship
            ?? (SiteSignatures.IsMailingTool(site) || SiteSignatures.IsMailingTool(recognisedSite) ? Relationship.Unknown : Relationship.CandidateSourced);
        var (usualSource, usualMoment) = UsualOf(relationship);
        var source = import.Source ?? profile?.Source ?? usualSource;
        if (relationship is Relationship.Client or Relationship.Supplier && source is AcquisitionSource.AdResponse or AcquisitionSource.CvMatch)
        {
            return Refusal.SourceDoesNotFit;
        }

        return new ImportOrigin(relationship, source, import.Moment ?? profile?.Moment ?? usualMoment, site, import.NoticeVersion ?? profile?.NoticeVersion);
    }

    // Where the source is not known, an indirect one is assumed: it starts the Article 14 clock and gives no permission.
    private static (AcquisitionSource Source, CollectionMoment Moment) UsualOf(Relationship relationship) => relationship switch
    {
        Relationship.CandidateApplied => (AcquisitionSource.AdResponse, CollectionMoment.JobApplication),
        Relationship.CandidateSourced => (AcquisitionSource.CvMatch, CollectionMoment.ProjectBid),
        Relationship.Client => (AcquisitionSource.CompanyWebsite, CollectionMoment.ClientService),
        Relationship.Supplier => (AcquisitionSource.CompanyWebsite, CollectionMoment.Supply),
        Relationship.Referee => (AcquisitionSource.Referral, CollectionMoment.JobApplication),
        _ => (AcquisitionSource.Referral, CollectionMoment.WebForm),
    };
}
