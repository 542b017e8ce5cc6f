using System.Globalization;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Sentences that pages show as well, for verbs, which speak plain English whatever language files are written in.</summary>
internal static class EnglishTexts
{
    /// <summary>Reads from a set of texts in English.</summary>
    public static TResult In<TTexts, TResult>(VerbContext context, Func<IStringLocalizer<TTexts>, TResult> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        try
        {
            return read(context.Services.GetRequiredService<IStringLocalizer<TTexts>>());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
