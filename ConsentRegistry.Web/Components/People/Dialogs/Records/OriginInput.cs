namespace ConsentRegistry.Web.Components.People.Dialogs.Records;

/// <summary>What was said and begun when data came to us.</summary>
public sealed class OriginInput
{
    /// <summary>The Article 13/14 notice of the policy version in force was given.</summary>
    public bool NoticeGiven { get; set; }

    public bool ObjectionOffered { get; set; }

    public bool ApplicationBegun { get; set; }
}
