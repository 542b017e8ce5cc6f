namespace ConsentRegistry.Web.Account.SigningIn;

/// <summary>Where a form may lead afterwards: a page of this site, whatever the address bar was made to say.</summary>
internal static class LocalUrl
{
    public static string Of(string? wanted, string otherwise = "/") =>
        wanted is ['/', ..] && wanted is not ['/', '/' or '\\', ..] && !wanted.Any(char.IsControl) ? wanted : otherwise;
}
