using System.Collections.Frozen;
using System.Text.Json;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// Reads one field of a JSON object as a fact, by the conventions of INTERFACES 3: an empty string counts as null, and what
/// is absent, null without meaning, of the wrong type or an unknown word is unreadable. Nothing here throws.
/// </summary>
internal static class FactJson
{
    /// <summary>Reads a value that is neither absent nor null.</summary>
    public delegate Fact<T> ValueReader<T>(JsonElement value);

    /// <summary>A field that must be there.</summary>
    public static Fact<T> Required<T>(this JsonElement owner, ReadOnlySpan<byte> name, ValueReader<T> read) =>
        owner.TryGetProperty(name, out var value) && !IsNull(value) ? read(value) : default;

    /// <summary>A field with a value of its own when absent; null is not one of its values.</summary>
    public static Fact<T> Defaulted<T>(this JsonElement owner, ReadOnlySpan<byte> name, Fact<T> absent, ValueReader<T> read) =>
        owner.TryGetProperty(name, out _) ? owner.Required(name, read) : absent;

    /// <summary>A field that may be absent or null.</summary>
    public static Fact<T?> Optional<T>(this JsonElement owner, ReadOnlySpan<byte> name, ValueReader<T> read)
        where T : class
    {
        if (!owner.TryGetProperty(name, out var value) || IsNull(value))
        {
            return null;
        }

        var given = read(value);
        return given.IsReadable ? given.Value : default(Fact<T?>);
    }

    /// <summary>A field that may be absent or null.</summary>
    public static Fact<T?> OptionalValue<T>(this JsonElement owner, ReadOnlySpan<byte> name, ValueReader<T> read)
        where T : struct
    {
        if (!owner.TryGetProperty(name, out var value) || IsNull(value))
        {
            return null;
        }

        var given = read(value);
        return given.IsReadable ? given.Value : default(Fact<T?>);
    }

    public static Fact<bool> Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => default(Fact<bool>),
    };

    /// <summary>A whole number written without fraction or exponent.</summary>
    public static Fact<int> Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : default(Fact<int>);

    public static Fact<string> Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return default;
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON, but no text.
            return default;
        }
    }

    /// <summary>A word of a vocabulary, written exactly as its member.</summary>
    public static Fact<T> Word<T>(JsonElement value)
        where T : struct, Enum =>
        Text(value) is { IsReadable: true } text && Vocabulary<T>.Words.TryGetValue(text.Value, out var word) ? word : default(Fact<T>);

    public static Fact<DateTimeOffset> Instant(JsonElement value) =>
        Text(value) is { IsReadable: true } text && Rfc3339.TryInstant(text.Value, out var instant) ? instant : default(Fact<DateTimeOffset>);

    public static Fact<DateOnly> Day(JsonElement value) =>
        Text(value) is { IsReadable: true } text && Rfc3339.TryDay(text.Value, out var day) ? day : default(Fact<DateOnly>);

    /// <summary>An object made by <paramref name="read"/>; unreadable when a field is that <paramref name="read"/> asks the value of.</summary>
    public static Fact<T> Object<T>(JsonElement value, Func<JsonElement, T> read)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        try
        {
            return read(value);
        }
        catch (UnreadableFactException)
        {
            return default;
        }
    }

    /// <summary>A list; one unreadable entry makes all of it unreadable.</summary>
    public static Fact<T[]> List<T>(JsonElement value, ValueReader<T> read)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return default;
        }

        var entries = new T[value.GetArrayLength()];
        var next = 0;
        foreach (var element in value.EnumerateArray())
        {
            var entry = IsNull(element) ? default : read(element);
            if (!entry.IsReadable)
            {
                return default;
            }

            entries[next++] = entry.Value;
        }

        return entries;
    }

    private static bool IsNull(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""u8));

    private static class Vocabulary<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> Words =
            Enum.GetValues<T>().ToFrozenDictionary(static word => word.ToString(), StringComparer.Ordinal);
    }
}
