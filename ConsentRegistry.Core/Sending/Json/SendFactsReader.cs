using System.Text.Json;
using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Json;

/// <summary>
/// Reads facts written as one JSON object (INTERFACES 3). It never refuses: what cannot be read becomes an unreadable fact,
/// and text that is no JSON object becomes facts of which nothing is readable. An object that gives a field twice contradicts itself
/// (rule G-01): nothing of it is readable but its id.
/// </summary>
public static class SendFactsReader
{
    // The whole line is looked at for fields given twice, also where nothing is read from: it would be unclear what its writer meant.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = FactJson.Options.MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions ForId = new() { MaxDepth = FactJson.Options.MaxDepth };

    /// <summary>The facts that <paramref name="json"/> states.</summary>
    public static SendFacts Read(string json) => ReadLine(json).Facts;

    /// <summary>The facts, and the JSON text of the <c>id</c> given with them: <c>null</c> when there is none.</summary>
    internal static (string IdJson, SendFacts Facts) ReadLine(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object)
            {
                return (IdOf(root), root.Deserialize<SendFacts>(FactJson.Options)!);
            }
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            // No JSON, or half a surrogate pair in a field name or in the line itself, which is no text. Nothing of it can
            // be told from the rest, and the gate blocks on what follows.
        }

        return (IdOf(json), new SendFacts());
    }

    private static string IdOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ForId);
            return document.RootElement.ValueKind == JsonValueKind.Object ? IdOf(document.RootElement) : "null";
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return "null";
        }
    }

    private static string IdOf(JsonElement root) => root.TryGetProperty("id"u8, out var id) ? id.GetRawText() : "null";

    private static bool IsUnreadable(Exception problem) => problem is JsonException or InvalidOperationException or ArgumentException;
}
