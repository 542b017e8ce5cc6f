using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.QuickLog;

/// <summary>The ways by which most contacts come. One press says so; what else there is stands under "More".</summary>
public enum ContactKind
{
    Cv,
    Call,
    Form,
    Referral,
}

/// <summary>What a kind of contact stands for.</summary>
internal static class ContactKinds
{
    /// <summary>Null where the source is none of the four.</summary>
    public static ContactKind? KindOf(AcquisitionSource? source) => source is { } chosen ? Enum.GetValues<ContactKind>().Cast<ContactKind?>().FirstOrDefault(kind => kind!.Value.Source() == chosen) : null;

    public static AcquisitionSource Source(this ContactKind kind) => kind switch
    {
        ContactKind.Cv => AcquisitionSource.CvMatch,
        ContactKind.Call => AcquisitionSource.OwnInitiative,
        ContactKind.Form => AcquisitionSource.ContactForm,
        _ => AcquisitionSource.Referral,
    };

    /// <summary>By which way the person spoke, where the kind leaves no doubt about it; null where it has to be said.</summary>
    public static string? Way(this ContactKind kind) => kind switch
    {
        ContactKind.Call => "Phone",
        ContactKind.Form => "WebForm",
        _ => null,
    };
}
