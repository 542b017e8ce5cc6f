namespace ConsentRegistry.Web.Components.Doubts;

/// <summary>Texts of the unclear refusals: their page, the card of a person, the dialog.</summary>
public sealed class DoubtTexts;
