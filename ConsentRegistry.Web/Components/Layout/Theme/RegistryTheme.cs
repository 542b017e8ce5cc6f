using MudBlazor;

namespace ConsentRegistry.Web.Components.Layout.Theme;

/// <summary>The colours and letters of the components, light and dark. Every pair of text and ground is readable (WCAG AA; the library's own are not).</summary>
internal static class RegistryTheme
{
    private static readonly string[] Letters = ["Roboto Flex", "Roboto", "system-ui", "sans-serif"];

    // The library writes its variables below ":root"; dark ones stand only where js/appearance.js or the cookie says so.
    public static MudTheme Light() => Make(":root");

    public static MudTheme Dark() => Make($":root[data-appearance={Appearance.Dark}]");

    private static MudTheme Make(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters },
            Button = new ButtonTypography { FontFamily = Letters, FontWeight = "600", TextTransform = "none", LetterSpacing = "0" },
        },
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fa8",
            PrimaryContrastText = "#ffffff",
            Secondary = "#a1123d",
            TextPrimary = "#1d2733",
            TextSecondary = "#52606f",
            TextDisabled = "#6b6b6b",
            Background = "#f4f6f9",
            Surface = "#ffffff",
            TableLines = "#dde3ea",
            LinesDefault = "#dde3ea",
            LinesInputs = "#767676",
            Success = "#1c7040",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#0b5cad",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fbff2",
            PrimaryContrastText = "#0d2036",
            Secondary = "#f2a3b8",
            TextPrimary = "#e6ebf1",
            TextSecondary = "#a9b5c2",
            TextDisabled = "#8f9aa6",
            Background = "#12171e",
            Surface = "#1b222b",
            TableLines = "#303a46",
            LinesDefault = "#303a46",
            LinesInputs = "#8f9aa6",
            Success = "#7dd39d",
            SuccessContrastText = "#0d2417",
            Warning = "#f0bd6b",
            WarningContrastText = "#2b1c00",
            Error = "#ffb4ab",
            ErrorContrastText = "#3b0905",
            Info = "#9ecbff",
            InfoContrastText = "#0b2447",
        },
    };
}
