using ConsentRegistry.Web.Components.Drafts;
using Radzen;

namespace ConsentRegistry.Web.Components;

/// <summary>Razor components, interactive over a circuit, with the component library.</summary>
public static class ShellSetUp
{
    public static void AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        builder.Services.AddScoped<OpenForms>();
    }

    // The one Content-Security-Policy is set by Hosting/SecurityHeaders; a second one for frames would only be noise.
    public static void MapShell(this WebApplication app) =>
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}
