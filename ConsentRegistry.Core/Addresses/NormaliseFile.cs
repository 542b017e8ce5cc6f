using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConsentRegistry.Core.Addresses;

/// <summary>
/// The verb <c>normalise</c> (INTERFACES 1): one JSON object <c>{kind, raw}</c> a line in, one object a line out, in order.
/// </summary>
public static class NormaliseFile
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers every line of <paramref name="input"/>, also one that cannot be read: that is not valid.</summary>
    public static void Run(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            output.Write(Answer(line));
            output.Write('\n');
        }
    }

    /// <summary>
    /// The answer to one line: <c>{exact, mailbox, valid}</c> for e-mail, <c>{exact, valid}</c> for phone. Forms of what is not
    /// usable are null; so are those of a line that is no JSON object or names another kind.
    /// </summary>
    public static string Answer(string line)
    {
        var (kind, raw) = Read(line);
        if (kind == "phone")
        {
            var usable = PhoneNumber.TryParse(raw, out var number);
            return JsonSerializer.Serialize(new { exact = number?.E164, valid = usable }, Json);
        }

        EmailAddress? address = null;
        var valid = kind == "email" && EmailAddress.TryParse(raw, out address);
        return JsonSerializer.Serialize(new { exact = address?.Exact, mailbox = address?.Mailbox, valid }, Json);
    }

    private static (string? Kind, string? Raw) Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return (Text(document.RootElement, "kind"), Text(document.RootElement, "raw"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with a lone surrogate, or a root that is no object.
            return (null, null);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
