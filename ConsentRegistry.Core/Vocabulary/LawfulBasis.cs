namespace ConsentRegistry.Core.Vocabulary;

/// <summary>The six bases of GDPR 6(1). Marketing never stands on <see cref="VitalInterests"/> or <see cref="PublicTask"/>.</summary>
public enum LawfulBasis
{
    Contract = 1,
    LegalObligation = 2,
    Consent = 3,
    VitalInterests = 4,
    PublicTask = 5,

    /// <summary>Needs the id of a written assessment.</summary>
    LegitimateInterests = 6,
}
