namespace ConsentRegistry.Web.Components.Help;

/// <summary>What a word means (<c>Means.…</c>) and what it is called on the screens (<c>Term.…</c>), for each <see cref="GlossaryTerm"/>; docs/glossary.md has the English ones.</summary>
public sealed class GlossaryTexts;
