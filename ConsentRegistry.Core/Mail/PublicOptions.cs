namespace ConsentRegistry.Core.Mail;

/// <summary>Settings <c>Public</c>: how people outside reach their own page.</summary>
public sealed record PublicOptions
{
    public const string Section = "Public";

    /// <summary>The address that links in mails begin with; https before any mail may go out by SMTP.</summary>
    public string BaseUrl { get; init; } = "http://localhost:5080";

    /// <summary>
    /// Further addresses to listen on, divided by semicolons, on which nothing but the public pages is served, so that the rest stays
    /// internal; empty for none. Each names its port.
    /// </summary>
    public string Urls { get; init; } = "";

    /// <summary>
    /// Addresses and networks of the proxies in front, divided by commas; only their word counts about who called and whether by https. Empty for
    /// none.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>Whether links in mails are safe to send to people: https.</summary>
    public bool IsHttps => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    /// <summary>The one-click address of a token (RFC 8058).</summary>
    public Uri OneClick(string token) => new($"{BaseUrl.TrimEnd('/')}/u/{token}");

    /// <summary>The preference page of a token.</summary>
    public Uri Preferences(string token) => new($"{BaseUrl.TrimEnd('/')}/p/{token}");
}
