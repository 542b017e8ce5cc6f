using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ConsentRegistry.Web.Components.Shared.Dialogs;

/// <summary>How dialogs are opened: one look for every one that holds a form.</summary>
internal static class DialogLook
{
    /// <summary>A click beside the dialog does not close it: what was typed would be lost.</summary>
    public static DialogOptions Form { get; } = new() { BackdropClick = false, CloseOnEscapeKey = true, CloseButton = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    /// <summary>The same as a drawer at the side, beside which the page can still be read; it stays while the page beside it is made anew.</summary>
    public static DialogOptions Drawer { get; } = Form with { MaxWidth = MaxWidth.False, FullWidth = false, BackgroundClass = "drawer-backdrop", Position = DialogPosition.CenterRight, CloseOnNavigation = false };

    /// <summary>A drawer to read, which a click beside it or a step to another page closes.</summary>
    public static DialogOptions Panel { get; } = Drawer with { BackdropClick = true, CloseOnNavigation = true };

    /// <summary>Opens a dialog and waits for what it closes with; null where it was left.</summary>
    public static async Task<object?> OpenAsync<TDialog>(this IDialogService dialogs, string title, Dictionary<string, object?> parameters, DialogOptions? look = null)
        where TDialog : ComponentBase
    {
        var given = new DialogParameters();
        foreach (var (name, value) in parameters)
        {
            given.Add(name, value);
        }

        var dialog = await dialogs.ShowAsync<TDialog>(title, given, look ?? Form);
        return await dialog.Result is { Canceled: false, Data: { } result } ? result : null;
    }
}
