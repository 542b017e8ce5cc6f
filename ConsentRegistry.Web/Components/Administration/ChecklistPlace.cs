namespace ConsentRegistry.Web.Components.Administration;

/// <summary>Whether an operator has put the checklist away; kept with the operator's preferences.</summary>
public sealed record ChecklistPlace
{
    /// <summary>Under which it is kept; never changed.</summary>
    public const string Name = "checklist";

    public bool IsAway { get; init; }
}
