namespace ConsentRegistry.Web.Components.People;

/// <summary>The words of the list of people, the page of one person, and the dialogs on which consent is recorded.</summary>
public sealed class PeopleTexts;
