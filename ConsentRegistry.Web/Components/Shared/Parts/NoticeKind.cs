namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>How serious a notice is; sets its colour, its icon, and whether a screen reader breaks off for it.</summary>
public enum NoticeKind
{
    Info,
    Success,
    Warning,
    Danger,
}
