using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ConsentRegistry.Web.Localisation;

/// <summary>The words that the component library says by itself, in the reader's language; what is missing here it says in English.</summary>
internal sealed class ComponentWords(IStringLocalizer<ComponentTexts> texts) : MudLocalizer
{
    public override LocalizedString this[string key] => texts[key];
}

/// <summary>Names the texts of <see cref="ComponentWords"/>; the keys are the library's.</summary>
public sealed class ComponentTexts;
