using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConsentRegistry.Web.Components.Shared.Drafts;

/// <summary>A form model as text and back.</summary>
internal static class FormContent
{
    private static readonly JsonSerializerOptions Format = new()
    {
        // Parts of a model are made by the model itself and have no setter.
        PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(object model) => JsonSerializer.Serialize(model, model.GetType(), Format);

    /// <summary>The model; null when it was written by a version of the form that had other fields of the same name.</summary>
    public static object? Read(string content, Type model)
    {
        try
        {
            return JsonSerializer.Deserialize(content, model, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
