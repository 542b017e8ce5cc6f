using AngleSharp.Dom;
using Bunit;
using Bunit.Rendering;

namespace ConsentRegistry.Tests;

/// <summary>
/// The events of bUnit, waited for until their handlers have begun: those of the library return before that while the
/// renderer is busy with something else, and the next line of a test then sees the page as it was. They stand here, in a
/// namespace around that of every test, so that the compiler takes them before those of <c>using Bunit</c>.
/// </summary>
internal static class ElementEvents
{
    private const int Tries = 5;

    public static void Change<TValue>(this IElement element, TValue value) => Raise(element, () => EventHandlerDispatchExtensions.Change(element, value));

    public static void Input<TValue>(this IElement element, TValue value) => Raise(element, () => EventHandlerDispatchExtensions.Input(element, value));

    public static void Click(this IElement element) => Raise(element, () => EventHandlerDispatchExtensions.Click(element));

    public static void Submit(this IElement element) => Raise(element, () => EventHandlerDispatchExtensions.Submit(element));

    public static void KeyDown(this IElement element, Key key) => Raise(element, () => EventHandlerDispatchExtensions.KeyDown(element, key));

    public static void TriggerEvent(this IElement element, string name, EventArgs values) => Raise(element, () => TriggerEventDispatchExtensions.TriggerEvent(element, name, values));

    private static void Raise(IElement element, Action raise)
    {
        var renderer = element.Owner!.Context.GetService<BunitContext>()!.Renderer;
        for (var tries = 1; ; tries++)
        {
            try
            {
                raise();
                break;
            }
            catch (UnknownEventHandlerIdException) when (tries < Tries)
            {
                // Drawn anew between the finding and the event; what was found is looked up again by itself.
            }
        }

        // What the renderer is given it does in order: when this is done, so is all that a handler does before it waits.
        renderer.Dispatcher.InvokeAsync(() => { }).GetAwaiter().GetResult();
    }
}
