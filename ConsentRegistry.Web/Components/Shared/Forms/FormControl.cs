using System.Linq.Expressions;
using ConsentRegistry.Web.Localisation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Shared.Forms;

/// <summary>
/// What every control of a form has: a label above it, a hint below, what is wrong with it in the reader's language, and the form that hears of each change.
/// The library's control inside takes no part in the library's own validation, which would show the keys of the sentences.
/// </summary>
public abstract class FormControl<TValue> : ComponentBase, IDisposable
{
    private EditContext? heard;
    private FieldIdentifier? property;
    private ValidationMessageStore? unreadable;
    private string? refused;

    /// <summary>The id of the input, which its label names.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>What stands above the control; null where something else names it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>A line below the control while nothing is wrong with it.</summary>
    [Parameter] public string? Hint { get; set; }

    [Parameter] public bool Disabled { get; set; }

    [Parameter] public TValue? Value { get; set; }

    [Parameter] public EventCallback<TValue> ValueChanged { get; set; }

    [Parameter] public Expression<Func<TValue>>? ValueExpression { get; set; }

    /// <summary>Attributes of the input itself.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public Dictionary<string, object?>? Attributes { get; set; }

    [CascadingParameter] private EditContext? Form { get; set; }

    [Inject] private IStringLocalizer<ValidationTexts> Validation { get; set; } = null!;

    /// <summary>The name under which a page without a circuit posts the value: that of the property, from the form's model on.</summary>
    protected string? Name => ValueExpression is null ? null : PathOf(ValueExpression.Body);

    /// <summary>All attributes of the input itself.</summary>
    /// <param name="more">Those of the control, which attributes of the page go before.</param>
    protected Dictionary<string, object?> InputAttributes(params (string Name, object? Value)[] more) =>
        new([.. more.Prepend(("name", Name)).Where(each => each.Item2 is not null && Attributes?.ContainsKey(each.Item1) is not true)
            .Select(each => KeyValuePair.Create(each.Item1, each.Item2)), .. Attributes ?? []]);

    /// <summary>What is wrong, as sentences; null while nothing is.</summary>
    protected string? Problem => refused is not null ? Validation[refused] :
        Form is not null && property is { } own && string.Join(' ', Form.GetValidationMessages(own).Select(key => Validation[key].Value)) is { Length: > 0 } said ? said : null;

    protected bool IsWrong => Problem is not null;

    protected override void OnParametersSet()
    {
        property = ValueExpression is null ? null : FieldIdentifier.Create(ValueExpression);
        if (heard != Form)
        {
            Dispose();
            heard = Form;
            heard?.OnValidationStateChanged += Heard;
            unreadable = heard is null ? null : new ValidationMessageStore(heard);
        }
    }

    /// <summary>The reader chose or typed something that can be read.</summary>
    protected async Task ChangeAsync(TValue? value)
    {
        Clear();
        await ValueChanged.InvokeAsync(value);
        if (property is { } own)
        {
            Form?.NotifyFieldChanged(own);
        }
    }

    /// <summary>The reader typed something that cannot be read: the value stays what it was, and the form cannot be sent.</summary>
    /// <param name="key">Of <see cref="ValidationTexts"/>.</param>
    protected void Refuse(string key)
    {
        Clear();
        if (Form is null || property is not { } own)
        {
            // Outside of a form nobody else keeps it.
            refused = key;
            return;
        }

        // A change all the same: what stands on the screen is not what is saved.
        Form.NotifyFieldChanged(own);
        unreadable?.Add(own, key);
        Form.NotifyValidationStateChanged();
    }

    private void Clear()
    {
        refused = null;
        if (property is { } own)
        {
            unreadable?.Clear(own);
        }
    }

    private void Heard(object? sender, ValidationStateChangedEventArgs e) => InvokeAsync(StateHasChanged);

    // "Input.Email" of () => Input.Email: what the component itself is called does not belong to it.
    private static string? PathOf(Expression expression) => expression switch
    {
        MemberExpression { Expression: ConstantExpression } member => member.Member.Name,
        MemberExpression { Expression: { } of } member => $"{PathOf(of)}.{member.Member.Name}",
        UnaryExpression { NodeType: ExpressionType.Convert } converted => PathOf(converted.Operand),
        _ => null,
    };

    public void Dispose()
    {
        heard?.OnValidationStateChanged -= Heard;
        unreadable?.Clear();
        GC.SuppressFinalize(this);
    }
}
