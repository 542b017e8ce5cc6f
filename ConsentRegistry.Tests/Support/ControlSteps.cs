using AngleSharp.Dom;
using Bunit;
using ConsentRegistry.Web.Components.Shared.Forms;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ConsentRegistry.Tests.Support;

/// <summary>What a test of a component does with the library's controls, said as a person would say it.</summary>
internal static class ControlSteps
{
    /// <summary>Where a control says what is wrong with it.</summary>
    public const string Problem = ".field-error, .mud-input-helper-text.mud-input-error";

    /// <summary>Chooses an option of a list of words.</summary>
    /// <param name="field">The id of its input, with or without the "#".</param>
    public static void Choose<TValue>(this IRenderedComponent<IComponent> host, string field, TValue value)
    {
        var select = Field<TValue>(host, field).FindComponent<MudSelect<TValue>>();
        select.InvokeAsync(() => select.Instance.SelectOption(value)).GetAwaiter().GetResult();
    }

    /// <summary>What is chosen of a list of words.</summary>
    public static TValue? Chosen<TValue>(this IRenderedComponent<IComponent> host, string field) => Field<TValue>(host, field).Instance.Value;

    private static IRenderedComponent<SelectField<TValue>> Field<TValue>(IRenderedComponent<IComponent> host, string field) =>
        host.FindComponents<SelectField<TValue>>().Single(each => each.Instance.Id == field.TrimStart('#'));

    /// <summary>What controls say is wrong with them, in the order of the page.</summary>
    public static IReadOnlyList<string> Problems<TComponent>(this IRenderedComponent<TComponent> host)
        where TComponent : IComponent =>
        [.. host.FindAll(Problem).Select(each => each.TextContent.Trim()).Where(text => text.Length > 0).Distinct()];
}
