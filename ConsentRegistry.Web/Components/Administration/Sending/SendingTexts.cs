namespace ConsentRegistry.Web.Components.Administration.Sending;

/// <summary>The words about the lock on sending: the banner on every page, and the page on which the DPO releases it.</summary>
public sealed class SendingTexts;
