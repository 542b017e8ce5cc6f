using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Json;

/// <summary>
/// Reads a value as a fact: what is null without meaning, of the wrong type, an unknown word, or a list or object with such a thing in
/// a place where it counts, is unreadable, and never an error. An empty text counts as null. Written, an unreadable fact is a number,
/// which no fact is.
/// </summary>
/// <param name="mayBeNull">Whether null is one of the values.</param>
internal sealed class FactConverter<T>(bool mayBeNull) : JsonConverter<Fact<T>>
{
    private const int Unreadable = 0;

    public override bool HandleNull => true;

    public override Fact<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // Wherever reading it fails, the line goes on behind the value.
        var value = reader;
        reader.Skip();
        if (value.TokenType == JsonTokenType.Null || (value.TokenType == JsonTokenType.String && value.ValueTextEquals(""u8)))
        {
            return mayBeNull ? default(T)! : default(Fact<T>);
        }

        try
        {
            // Not by way of JsonSerializer, which would go over the value twice more at every level.
            var read = ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref value, typeof(T), options);
            return read is null || (read is object?[] list && list.Contains(null)) ? default(Fact<T>) : read;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return default;
        }
    }

    public override void Write(Utf8JsonWriter writer, Fact<T> value, JsonSerializerOptions options)
    {
        if (value.IsReadable)
        {
            JsonSerializer.Serialize(writer, value.Value, options);
        }
        else
        {
            writer.WriteNumberValue(Unreadable);
        }
    }
}

/// <summary>Reads a part of the facts that every decision reads something of: what is no object is a part of which nothing is readable.</summary>
internal sealed class PartConverter<T> : JsonConverter<T>
    where T : class, new()
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!;
        }

        reader.Skip();
        return new T();
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options);
}
