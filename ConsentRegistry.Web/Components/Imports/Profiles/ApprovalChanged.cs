namespace ConsentRegistry.Web.Components.Imports.Profiles;

/// <summary>What the dialogs close with when the approval was given or withdrawn.</summary>
internal sealed record ApprovalChanged;
