namespace ConsentRegistry.Core.Vocabulary;

/// <summary>How the data of a person came to us (RULES 1, policy P-04…17).</summary>
public enum AcquisitionSource
{
    ContactForm = 1,
    AdResponse = 2,

    /// <summary>A CV on a job site; indirect.</summary>
    CvMatch = 3,

    /// <summary>Somebody else named the person; indirect, gives no contact permission.</summary>
    Referral = 4,

    /// <summary>Read on the site of the person's company; indirect, gives no contact permission.</summary>
    CompanyWebsite = 5,
    BusinessCard = 6,
    OwnInitiative = 7,

    /// <summary>During work as subcontractor or staff.</summary>
    Engagement = 8,
}

/// <summary>At what occasion the data were collected (RULES 1).</summary>
public enum CollectionMoment
{
    ProjectBid = 1,
    JobApplication = 2,
    ClientService = 3,
    Supply = 4,
    WebForm = 5,
}

/// <summary>What follows from an acquisition source (RULES 1, N-4).</summary>
public static class AcquisitionSources
{
    /// <summary>Whether the data did not come from the person, so that the Article 14 notice clock starts.</summary>
    public static bool IsIndirect(this AcquisitionSource source) =>
        source is AcquisitionSource.Referral or AcquisitionSource.CompanyWebsite or AcquisitionSource.CvMatch;

    /// <summary>Whether a contact permission can arise from it (N-4).</summary>
    public static bool GivesContactPermission(this AcquisitionSource source) =>
        source is not (AcquisitionSource.Referral or AcquisitionSource.CompanyWebsite);
}
