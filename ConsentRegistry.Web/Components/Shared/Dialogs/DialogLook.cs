using Microsoft.Extensions.Localization;
using Radzen;

namespace ConsentRegistry.Web.Components.Shared.Dialogs;

/// <summary>One look for every dialog that holds a form.</summary>
internal static class DialogLook
{
    /// <summary>A click beside the dialog does not close it: what was typed would be lost.</summary>
    public static DialogOptions Form(IStringLocalizer<ShellTexts> shell) => new()
    {
        CssClass = "form-dialog",
        CloseDialogOnOverlayClick = false,
        CloseDialogOnEsc = true,
        CloseAriaLabel = shell["Close"],
    };

    /// <summary>The same for a form of two columns.</summary>
    public static DialogOptions Wide(IStringLocalizer<ShellTexts> shell)
    {
        var look = Form(shell);
        look.CssClass = "wide-dialog";
        // The form says itself where one begins; told twice, the second time would interrupt whoever has begun.
        look.AutoFocusFirstElement = false;
        return look;
    }
}
