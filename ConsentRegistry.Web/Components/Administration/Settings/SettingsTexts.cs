namespace ConsentRegistry.Web.Components.Administration.Settings;

/// <summary>The words of the page on which the DPO sets what the gate goes by.</summary>
public sealed class SettingsTexts;
