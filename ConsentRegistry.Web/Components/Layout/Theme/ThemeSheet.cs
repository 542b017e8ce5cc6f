using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;
using MudBlazor;

namespace ConsentRegistry.Web.Components.Layout.Theme;

/// <summary>
/// The theme as a stylesheet of its own. The library's provider writes it into every page as an inline style, which the
/// Content-Security-Policy forbids; it is asked once instead, for light and for dark, and stands in no page.
/// </summary>
internal sealed partial class ThemeSheet(IServiceProvider services, ILoggerFactory logs)
{
    public const string Address = "/theme.css";

    private byte[]? text;

    public static void Map(WebApplication app) =>
        app.MapGet(Address, async (ThemeSheet sheet) =>
        {
            var text = await sheet.TextAsync();
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"");
            return Results.Bytes(text, "text/css; charset=utf-8", entityTag: tag);
        }).AllowAnonymous();

    // Rendered twice where two ask at once, which does no harm; one that failed is tried again.
    private async Task<byte[]> TextAsync() => text ??= await RenderAsync(services, logs);

    private static async Task<byte[]> RenderAsync(IServiceProvider services, ILoggerFactory logs)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var chosen = await StylesAsync(renderer, RegistryTheme.Make($":root[data-appearance={Appearance.Dark}]"), dark: true);
        var preferred = await StylesAsync(renderer, RegistryTheme.Make($":root:not([data-appearance={Appearance.Light}])"), dark: true);
        return Encoding.UTF8.GetBytes($"{await StylesAsync(renderer, RegistryTheme.Make(":root"), dark: false)}\n{chosen}\n@media (prefers-color-scheme: dark) {{ {preferred} }}");
    }

    private static async Task<string> StylesAsync(HtmlRenderer renderer, MudTheme theme, bool dark)
    {
        var given = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = theme,
            [nameof(MudThemeProvider.IsDarkMode)] = dark,
            [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MudThemeProvider>(given)).ToHtmlString());
        var styles = StyleElement().Matches(html).Select(style => style.Groups[1].Value).ToList();
        return styles.Count > 0 ? string.Join('\n', styles) : throw new InvalidOperationException("The component library writes its theme in another way now.");
    }

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();
}
