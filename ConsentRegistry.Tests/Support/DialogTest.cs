using System.Globalization;
using Bunit;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components;
using ConsentRegistry.Web.Components.Shared.Dialogs;
using ConsentRegistry.Web.Hosting;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor;
using MudBlazor.Services;

namespace ConsentRegistry.Tests.Support;

/// <summary>Opens one dialog as a page does, over the program's own services and an empty data folder, in English.</summary>
public abstract class DialogTest : BunitContext, IAsyncLifetime
{
    private readonly TemporaryDirectory data = new();
    private IRenderedComponent<MudDialogProvider>? place;
    private IRenderedComponent<MudPopoverProvider>? menus;
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    protected DialogTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        JSInterop.Mode = JSRuntimeMode.Loose;
        DefaultWaitTimeout = TimeSpan.FromSeconds(20); // The one second of the library is too short for a busy machine.
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("Storage:DataDirectory", data.Path)]);
        builder.Logging.ClearProviders();
        builder.AddCookieRing();
        builder.AddLanguages();
        builder.Services.AddAccounts();
        builder.Services.AddMudServices();
        builder.Services.AddForms();
        foreach (var service in builder.Services)
        {
            Services.Add(service);
        }
    }

    protected string DataDirectory => data.Path;

    public virtual async ValueTask InitializeAsync()
    {
        await FreshFolder.PutIntoAsync(data.Path);
        await Services.PrepareAccountsAsync();
    }

    /// <summary>The place of dialogs with this one open in it; elements are looked up in it afresh after each step.</summary>
    protected IRenderedComponent<MudDialogProvider> Open<TDialog>(Dictionary<string, object?>? parameters = null)
        where TDialog : ComponentBase
    {
        var host = DialogPlace();
        _ = host.InvokeAsync(async () => Result = await Services.GetRequiredService<IDialogService>().OpenAsync<TDialog>("Dialog", parameters ?? []));
        host.WaitForElement("form");
        return host;
    }

    /// <summary>Where dialogs open, with the place of lists and menus beside it.</summary>
    protected IRenderedComponent<MudDialogProvider> DialogPlace() => place ??= (Menus(), Render<MudDialogProvider>()).Item2;

    /// <summary>Where lists and menus open, which a page may have one of.</summary>
    protected IRenderedComponent<MudPopoverProvider> Menus() => menus ??= Render<MudPopoverProvider>();

    /// <summary>What the last dialog closed with; null while it is open, and where it was left.</summary>
    protected object? Result { get; private set; }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        CultureInfo.CurrentUICulture = before;
        data.Dispose();
        GC.SuppressFinalize(this);
    }
}
