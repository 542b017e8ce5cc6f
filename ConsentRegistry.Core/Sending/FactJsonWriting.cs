using System.Globalization;
using System.Text.Json;

namespace ConsentRegistry.Core.Sending;

/// <summary>
/// Writes one fact as the field that <see cref="FactJson"/> reads back to the same fact: left out where it is what an absent field
/// means, and a number, which no field takes, where it is unreadable.
/// </summary>
internal static class FactJsonWriting
{
    private const int Unreadable = 0;

    /// <summary>A field that has to be there.</summary>
    public static void Required(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<bool> fact)
    {
        if (json.IsReadable(name, fact))
        {
            json.WriteBoolean(name, fact.Value);
        }
    }

    /// <summary>A field that has the value <paramref name="absent"/> when it is not there.</summary>
    public static void Flag(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<bool> fact, bool absent = false)
    {
        if (!fact.IsReadable || fact.Value != absent)
        {
            json.Required(name, fact);
        }
    }

    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<string?> fact)
    {
        if (json.IsReadable(name, fact) && fact.Value is { } text)
        {
            json.WriteString(name, text);
        }
    }

    public static void Word<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<T> fact)
        where T : struct, Enum
    {
        if (json.IsReadable(name, fact))
        {
            json.WriteString(name, fact.Value.ToString());
        }
    }

    public static void OptionalWord<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<T?> fact)
        where T : struct, Enum
    {
        if (json.IsReadable(name, fact) && fact.Value is { } word)
        {
            json.WriteString(name, word.ToString());
        }
    }

    public static void Instant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<DateTimeOffset> fact)
    {
        if (json.IsReadable(name, fact))
        {
            json.WriteString(name, TextOf(fact.Value));
        }
    }

    public static void OptionalInstant(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<DateTimeOffset?> fact)
    {
        if (json.IsReadable(name, fact) && fact.Value is { } instant)
        {
            json.WriteString(name, TextOf(instant));
        }
    }

    public static void Day(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<DateOnly> fact)
    {
        if (json.IsReadable(name, fact))
        {
            json.WriteString(name, TextOf(fact.Value));
        }
    }

    public static void OptionalDay(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<DateOnly?> fact)
    {
        if (json.IsReadable(name, fact) && fact.Value is { } day)
        {
            json.WriteString(name, TextOf(day));
        }
    }

    public static void List<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<T[]> fact, Action<Utf8JsonWriter, T> write)
    {
        if (json.IsReadable(name, fact))
        {
            json.WriteStartArray(name);
            foreach (var entry in fact.Value)
            {
                write(json, entry);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>An object of several fields, which <paramref name="write"/> writes.</summary>
    public static void Part<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<T?> fact, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (json.IsReadable(name, fact) && fact.Value is { } part)
        {
            json.WriteStartObject(name);
            write(json, part);
            json.WriteEndObject();
        }
    }

    /// <summary>Whether there is a value to write; writes the mark of an unreadable fact where there is none.</summary>
    private static bool IsReadable<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Fact<T> fact)
    {
        if (!fact.IsReadable)
        {
            json.WriteNumber(name, Unreadable);
        }

        return fact.IsReadable;
    }

    // Seven digits at most, which is all that an instant has; without those that are zero.
    private static string TextOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
