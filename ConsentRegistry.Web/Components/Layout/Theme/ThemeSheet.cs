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

    private readonly Lazy<Task<byte[]>> text = new(() => RenderAsync(services, logs));

    public static void Map(WebApplication app) =>
        app.MapGet(Address, async (ThemeSheet sheet) =>
        {
            var text = await sheet.text.Value;
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"");
            return Results.Bytes(text, "text/css; charset=utf-8", entityTag: tag);
        }).AllowAnonymous();

    private static async Task<byte[]> RenderAsync(IServiceProvider services, ILoggerFactory logs)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return Encoding.UTF8.GetBytes($"{await StylesAsync(renderer, RegistryTheme.Light(), dark: false)}\n{await StylesAsync(renderer, RegistryTheme.Dark(), dark: true)}");
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
        return string.Join('\n', StyleElement().Matches(html).Select(style => style.Groups[1].Value));
    }

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();
}
