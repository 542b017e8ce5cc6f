namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>What comes in the place of a skeleton.</summary>
public enum SkeletonShape
{
    /// <summary>Lines of a list, within a card that stands already.</summary>
    Lines,

    /// <summary>Cards with a number each.</summary>
    Figures,

    /// <summary>A card with a chart.</summary>
    Chart,

    /// <summary>A whole page: its name, its actions, and cards below.</summary>
    Page,
}
