namespace ConsentRegistry.Web.Components.People.Details;

/// <summary>What the history of a person is told with: one sentence for each kind of event.</summary>
public sealed class TimelineTexts;
