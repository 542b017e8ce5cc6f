using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ConsentRegistry.Web.Public;

/// <summary>
/// The body of a one-click request (RFC 8058): it must say the one pair, so that a program that merely looks at links acts for nobody. Mail
/// programs write it as a form, or as plain text of the same shape, with a line end behind it or without; a query is never read.
/// </summary>
internal static class OneClickBody
{
    private const string Field = "List-Unsubscribe";
    private const string Value = "One-Click";

    /// <summary>Whether the body is of a kind in which the pair can stand. Without a type, what is sent is taken for plain text.</summary>
    public static bool IsReadable(HttpRequest request) => request.HasFormContentType || IsText(request);

    /// <summary>Whether the body says the pair, and nothing against it. False as well when it is broken or too large.</summary>
    public static async Task<bool> SaysSoAsync(HttpRequest request)
    {
        var form = IsText(request) ? await ReadTextAsync(request) : await request.ReadSmallFormAsync();
        return form?[Field] is { Count: > 0 } values && values.All(value => string.Equals(value?.Trim(), Value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsText(HttpRequest request) =>
        string.IsNullOrWhiteSpace(request.ContentType)
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase));

    private static async Task<IFormCollection?> ReadTextAsync(HttpRequest request)
    {
        try
        {
            // Not longer than the server lets any body of these addresses be.
            using var reader = new FormReader(request.Body);
            return new FormCollection(await reader.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
