using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Sending.Settings;

namespace ConsentRegistry.Core.Sending.Json;

/// <summary>
/// How facts stand in JSON (INTERFACES 3). Their records say it: a property is a field, the value that it begins with is what an absent
/// field means, and a type that may be null takes null. <see cref="FactConverter{T}"/> makes unreadable what does not fit.
/// </summary>
internal static class FactJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,

        // Deeper than anything meaningful: an unknown field is ignored however deep it goes.
        MaxDepth = 1000,

        // The line is kept in files and columns, never inside a page: a plus sign need not become six characters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FactValues() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ReadFactsAndParts, LeaveOutWhatAbsentMeans } },
    };

    private static void ReadFactsAndParts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (IsFact(property.PropertyType))
            {
                // What Fact<string?> is compiled to no longer says that the text may be null; the property still does.
                var declared = new NullabilityInfoContext().Create((PropertyInfo)property.AttributeProvider!).GenericTypeArguments[0];
                property.CustomConverter = Make(typeof(FactConverter<>), declared.Type, declared.ReadState == NullabilityState.Nullable);
            }
            else if (type.Type == typeof(SendFacts))
            {
                property.CustomConverter = Make(typeof(PartConverter<>), property.PropertyType);
            }
        }
    }

    // The line itself names all its parts; settings are kept whole, because what ships may change.
    private static void LeaveOutWhatAbsentMeans(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || IsFact(type.Type)
            || type.Type == typeof(SendFacts) || type.Type == typeof(GateSettings) || type.Type == typeof(AssessedRoute))
        {
            return;
        }

        var empty = Activator.CreateInstance(type.Type)!;
        foreach (var property in type.Properties.Where(property => !property.IsRequired))
        {
            var absent = property.Get!(empty);
            property.ShouldSerialize = (_, value) => !Equals(value, absent);
        }
    }

    private static bool IsFact(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Fact<>);

    private static JsonConverter Make(Type converter, Type of, params object[] arguments) =>
        (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(of), arguments)!;
}
