using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConsentRegistry.Core.Sending.Json;
using ConsentRegistry.Core.Time;

namespace ConsentRegistry.Core.Sending.Facts;

/// <summary>
/// The values of facts, each in the one form that INTERFACES 3 gives it; the library itself takes more forms of a word, an instant and
/// a day. A value in another form is a <see cref="JsonException"/>, which makes the fact that it belongs to unreadable.
/// </summary>
internal sealed class FactValues : JsonConverterFactory
{
    private static readonly FrozenDictionary<Type, JsonConverter> Converters = new Dictionary<Type, JsonConverter>
    {
        [typeof(SendEvent)] = new SendEventConverter(),
        [typeof(string)] = new TextConverter<string>(static text => (text.Length > 0, text), static text => text),
        [typeof(DateTimeOffset)] = new TextConverter<DateTimeOffset>(Instant, TextOf),
        [typeof(DateOnly)] = new TextConverter<DateOnly>(Day, TextOf),
        [typeof(DateTimeOffset?)] = new OptionalConverter<DateTimeOffset>(new TextConverter<DateTimeOffset>(InstantOrEndOfDay, TextOf)),
        [typeof(DateOnly?)] = new OptionalConverter<DateOnly>(new TextConverter<DateOnly>(DayOrDayOfInstant, TextOf)),
    }.ToFrozenDictionary();

    public override bool CanConvert(Type typeToConvert) =>
        Converters.ContainsKey(typeToConvert) || typeToConvert.IsEnum || Nullable.GetUnderlyingType(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        Converters.TryGetValue(typeToConvert, out var known) ? known
        : Nullable.GetUnderlyingType(typeToConvert) is { } value ? Make(typeof(OptionalConverter<>), value, options.GetConverter(value))
        : Make(typeof(WordConverter<>), typeToConvert);

    private static JsonConverter Make(Type converter, Type of, params object[] arguments) =>
        (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(of), arguments)!;

    private static (bool, DateTimeOffset) Instant(string text) => (Rfc3339.TryInstant(text, out var instant), instant);

    private static (bool, DateOnly) Day(string text) => (Rfc3339.TryDay(text, out var day), day);

    // INTERFACES 3 shows no example of endedAt: the name says an instant, the limit counts days. Both are taken.
    private static (bool, DateOnly) DayOrDayOfInstant(string text) =>
        Rfc3339.TryInstant(text, out var instant) ? (true, BrusselsTime.DayOf(instant)) : Day(text);

    // Nor of listedAt. Of a day its last moment counts: an opt-in has to be later than all of it.
    private static (bool, DateTimeOffset) InstantOrEndOfDay(string text) =>
        Rfc3339.TryDay(text, out var day) ? (true, BrusselsTime.EndOf(day)) : Instant(text);

    // Seven digits at most, which is all that an instant has; without those that are zero.
    private static string TextOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private class TextConverter<T>(Func<string, (bool Valid, T Value)> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && read(reader.GetString()!) is (true, var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    /// <summary>A word of a vocabulary, written exactly as its member.</summary>
    private sealed class WordConverter<T>() : TextConverter<T>(
        static text => (Words.TryGetValue(text, out var word), word), static word => word.ToString())
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Words =
            Enum.GetValues<T>().ToFrozenDictionary(static word => word.ToString(), StringComparer.Ordinal);
    }

    /// <summary>A value that may be null, as which an empty text counts.</summary>
    private sealed class OptionalConverter<T>(JsonConverter<T> value) : JsonConverter<T?>
        where T : struct
    {
        public override bool HandleNull => true;

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8))
                ? null
                : value.Read(ref reader, typeof(T), options);

        public override void Write(Utf8JsonWriter writer, T? given, JsonSerializerOptions options)
        {
            if (given is { } some)
            {
                value.Write(writer, some, options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
