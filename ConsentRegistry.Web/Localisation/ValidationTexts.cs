namespace ConsentRegistry.Web.Localisation;

/// <summary>
/// The sentences under a form's fields. A form model names one as the <c>ErrorMessage</c> of its annotation; the
/// <c>Field</c> component shows it in the reader's language.
/// </summary>
public sealed class ValidationTexts;
