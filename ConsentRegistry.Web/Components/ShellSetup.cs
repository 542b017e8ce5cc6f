using ConsentRegistry.Web.Components.Campaigns.Edit;
using ConsentRegistry.Web.Components.Imports.Steps;
using ConsentRegistry.Web.Components.Layout.Theme;
using ConsentRegistry.Web.Components.Shared.Drafts;
using ConsentRegistry.Web.Components.Shared.Forms;
using ConsentRegistry.Web.Components.Shared.Parts;
using ConsentRegistry.Web.Localisation;
using MudBlazor;
using MudBlazor.Services;

namespace ConsentRegistry.Web.Components;

/// <summary>Razor components, interactive over a circuit, with the component library.</summary>
public static class ShellSetup
{
    /// <summary>
    /// The longest message of a page. The framework's own limit (32 KB) ends the page where somebody pastes a list of addresses; the fields
    /// for lists end before this one.
    /// </summary>
    private const int LongestMessage = 1024 * 1024;

    public static void AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        builder.Services.AddMudServices();
        builder.Services.AddTransient<MudLocalizer, ComponentWords>();
        builder.Services.AddSingleton<ThemeSheet>();
        builder.Services.AddForms();
    }

    /// <summary>What forms share within one circuit, and what each of them has of its own.</summary>
    internal static void AddForms(this IServiceCollection services)
    {
        services.AddScoped<OpenForms>();
        services.AddScoped<CampaignPrefill>();
        services.AddScoped<Announcements>();

        // Transient: a scoped one would be shared by all forms of the circuit.
        services.AddTransient<FormSubmission>();
        services.AddTransient<UploadChoices>();
    }

    // The one Content-Security-Policy is set by Hosting/SecurityHeaders; a second one for frames would only be noise.
    public static void MapShell(this WebApplication app)
    {
        ThemeSheet.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
