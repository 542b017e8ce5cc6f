using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;

namespace ConsentRegistry.Web.Components.Search;

/// <summary>One thing that the palette offers: a person, a page or an action.</summary>
/// <param name="Path">Where it leads; null for an action that opens something here.</param>
/// <param name="Act">What it does where it leads nowhere.</param>
/// <param name="Person">The person it is; null for pages and actions.</param>
public sealed record PaletteEntry(string Text, string Icon, string? Path, Func<Task>? Act = null, PersonRow? Person = null);
