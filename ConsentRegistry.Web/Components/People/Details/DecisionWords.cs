namespace ConsentRegistry.Web.Components.People.Details;

/// <summary>Each decision code in two or three words, for places where its sentence does not fit.</summary>
public sealed class DecisionWords;
