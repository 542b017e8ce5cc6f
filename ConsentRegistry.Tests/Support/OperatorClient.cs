using System.Net;
using ConsentRegistry.Web.Account.Operators;

namespace ConsentRegistry.Tests.Support;

/// <summary>An operator's browser without a screen: cookies, and the forms of the pages that work without a script.</summary>
internal sealed class OperatorClient : IDisposable
{
    private readonly HttpClient client;
    private readonly CookieContainer jar = new();

    public OperatorClient(RegistryApp app) =>
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = jar }) { BaseAddress = app.Address };

    /// <summary>A browser that comes by https to a proxy, which asks the program by http and says so: its cookies travel although they are for https alone.</summary>
    public static OperatorClient ByHttps(RegistryApp app, string from) => new(new HttpClient(new CookiesByHand { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } })
    {
        BaseAddress = app.Address,
        DefaultRequestHeaders = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", from } },
    });

    private OperatorClient(HttpClient client) => this.client = client;

    public HttpClient Client => client;

    public CookieCollection Cookies => jar.GetCookies(client.BaseAddress!);

    public async Task SignInAsync(OperatorAccount account, string password = RegistryApp.Password)
    {
        using var answer = await TrySignInAsync(account.Email!, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public Task<HttpResponseMessage> TrySignInAsync(string email, string password) =>
        PostAsync("/account/login", "login", ("Input.Email", email), ("Input.Password", password));

    /// <summary>A page in readable form.</summary>
    public async Task<string> PageAsync(string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Opens a page and sends one of its forms.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string form, params (string Name, string Value)[] fields) =>
        SendAsync(path, path, [("_handler", form), .. fields]);

    /// <summary>Opens a page and sends with its token what its forms send to another address.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string to, params IEnumerable<(string Name, string Value)> fields)
    {
        var token = FormToken.In(await client.GetStringAsync(path, TestContext.Current.CancellationToken));
        using var content = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        return await client.PostAsync(to, content, TestContext.Current.CancellationToken);
    }

    public void Dispose() => client.Dispose();

    private sealed class CookiesByHand : DelegatingHandler
    {
        private readonly Dictionary<string, string> kept = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (kept.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", kept.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(header => header.Split(';')[0].Split('=', 2)) : [])
            {
                kept[cookie[0]] = cookie[1];
            }

            return answer;
        }
    }
}
