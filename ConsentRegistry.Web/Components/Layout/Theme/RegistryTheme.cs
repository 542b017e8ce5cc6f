using MudBlazor;

namespace ConsentRegistry.Web.Components.Layout.Theme;

/// <summary>
/// The look of the product in one place: colours, type scale, radius, density; light and dark. Quiet surfaces and one accent, petrol; red is for a refusal only. Every pair of
/// text and ground is readable (WCAG AA; the library's own are not).
/// </summary>
internal static class RegistryTheme
{
    private static readonly string[] Letters = ["Inter", "system-ui", "sans-serif"];

    /// <param name="scope">The selector that the variables of the theme stand under.</param>
    public static MudTheme Make(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px", DrawerWidthLeft = "232px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Letters, FontSize = "1.625rem", FontWeight = "650", LineHeight = "1.25", LetterSpacing = "-.02em" },
            H2 = new H2Typography { FontFamily = Letters, FontSize = "1.125rem", FontWeight = "620", LineHeight = "1.35", LetterSpacing = "-.01em" },
            H3 = new H3Typography { FontFamily = Letters, FontSize = "1rem", FontWeight = "620", LineHeight = "1.4", LetterSpacing = "-.005em" },
            H6 = new H6Typography { FontFamily = Letters, FontSize = "1.125rem", FontWeight = "620", LineHeight = "1.35", LetterSpacing = "-.01em" },
            Subtitle1 = new Subtitle1Typography { FontFamily = Letters, FontSize = ".9375rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = Letters, FontSize = ".875rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Letters, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Letters, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Letters, FontSize = ".875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Letters, FontSize = ".8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontFamily = Letters, FontSize = ".75rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = ".04em", TextTransform = "none" },
        },
        PaletteLight = new PaletteLight
        {
            Primary = "#0f5f73",
            PrimaryContrastText = "#ffffff",
            Secondary = "#6a4a8c",
            TextPrimary = "#17222d",
            TextSecondary = "#50606e",
            TextDisabled = "#66737f",
            ActionDefault = "#50606e",
            ActionDisabled = "#66737f",
            ActionDisabledBackground = "#e6eaee",
            Background = "#f5f7f8",
            BackgroundGray = "#eef1f3",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#17222d",
            DrawerBackground = "#f5f7f8",
            DrawerText = "#17222d",
            DrawerIcon = "#50606e",
            TableLines = "#e1e6ea",
            TableHover = "#f1f6f7",
            LinesDefault = "#e1e6ea",
            LinesInputs = "#7d8a95",
            Divider = "#e1e6ea",
            Skeleton = "#e6eaee",
            Success = "#1b6e3c",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#0b5cad",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7cc9db",
            PrimaryContrastText = "#06222a",
            Secondary = "#cdb3ea",
            SecondaryContrastText = "#2a1440",
            TextPrimary = "#e7edf1",
            TextSecondary = "#a8b5bf",
            TextDisabled = "#8c99a4",
            ActionDefault = "#a8b5bf",
            ActionDisabled = "#8c99a4",
            ActionDisabledBackground = "#26313a",
            Background = "#0f161b",
            BackgroundGray = "#141c22",
            Surface = "#182128",
            AppbarBackground = "#182128",
            AppbarText = "#e7edf1",
            DrawerBackground = "#0f161b",
            DrawerText = "#e7edf1",
            DrawerIcon = "#a8b5bf",
            TableLines = "#2b3740",
            TableHover = "#1e2931",
            LinesDefault = "#2b3740",
            LinesInputs = "#7f8d98",
            Divider = "#2b3740",
            Skeleton = "#26313a",
            Success = "#7fd99f",
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
