using AngleSharp.Dom;
using Bunit;
using Bunit.Rendering;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests;

/// <summary>
/// Finding elements and raising events on the renderer's own turn. bUnit does both on the thread of the test: an element
/// found at the very moment of a render is then one of the page before it, for good (what was parsed is kept), and an event
/// raised while the renderer is busy fails later, in the middle of another line. Handlers have begun when a call returns.
/// They stand in a namespace around that of every test, so that the compiler takes them before those of <c>using Bunit</c>.
/// </summary>
internal static class ElementEvents
{
    public static IElement Find<TComponent>(this IRenderedComponent<TComponent> component, string selector)
        where TComponent : IComponent =>
        OnItsTurn(component.Services.GetRequiredService<BunitContext>(), () => RenderedComponentExtensions.Find(component, selector));

    public static IReadOnlyList<IElement> FindAll<TComponent>(this IRenderedComponent<TComponent> component, string selector)
        where TComponent : IComponent =>
        OnItsTurn(component.Services.GetRequiredService<BunitContext>(), () => RenderedComponentExtensions.FindAll(component, selector));

    public static void Change<TValue>(this IElement element, TValue value) =>
        Raise(element, () => EventHandlerDispatchExtensions.ChangeAsync(element, value));

    public static void Input<TValue>(this IElement element, TValue value) =>
        Raise(element, () => EventHandlerDispatchExtensions.InputAsync(element, value));

    public static void Click(this IElement element) => Raise(element, () => EventHandlerDispatchExtensions.ClickAsync(element));

    public static void Submit(this IElement element) => Raise(element, () => EventHandlerDispatchExtensions.SubmitAsync(element));

    public static void KeyDown(this IElement element, Key key) => Raise(element, () => EventHandlerDispatchExtensions.KeyDownAsync(element, key));

    public static void TriggerEvent(this IElement element, string name, EventArgs values) =>
        Raise(element, () => TriggerEventDispatchExtensions.TriggerEventAsync(element, name, values));

    // What a handler does after its first wait is not waited for: tests ask for what it brings about.
    private static void Raise(IElement element, Func<Task> raise) =>
        OnItsTurn(element.Owner!.Context.GetService<BunitContext>()!, raise);

    private static TResult OnItsTurn<TResult>(BunitContext context, Func<TResult> act) =>
        context.Renderer.Dispatcher.InvokeAsync(() => act()).GetAwaiter().GetResult();
}
