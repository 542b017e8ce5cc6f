namespace ConsentRegistry.Web.Public;

internal static class SmallForms
{
    /// <summary>The fields of a posted form, URL-encoded or multipart; null when there is none, or it is broken or too large.</summary>
    public static async Task<IFormCollection?> ReadSmallFormAsync(this HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return null;
        }
    }
}
