using System.Net;
using System.Text.RegularExpressions;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Hosting;

/// <summary>Every address that takes a post, without the token of its form, as everybody: refused, with a page, its headers, and nothing done.</summary>
public sealed partial class EveryPostTests : IAsyncLifetime
{
    private static readonly string[] Headers = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"];

    private readonly RegistryApp app = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Recruiter)]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Dpo)]
    [InlineData(Role.Administrator)]
    public async Task Without_its_token_no_form_does_anything(string? role)
    {
        using var client = new OperatorClient(app);
        if (role is not null)
        {
            await client.SignInAsync(await app.MakeOperatorAsync(role, role));
        }

        client.Client.DefaultRequestHeaders.Add("Accept", "text/html");
        var wrong = new List<string>();
        foreach (var path in Paths())
        {
            using var form = new FormUrlEncodedContent([new("_handler", "login"), new("language", "fr"), new("returnUrl", "/")]);
            using var answer = await client.Client.PostAsync(path, form, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var isRefused = answer.StatusCode switch
            {
                HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => text.Contains("<h1", StringComparison.Ordinal),
                HttpStatusCode.TooManyRequests => true,
                HttpStatusCode.Redirect => answer.Headers.Location!.ToString() is var to && (to.Contains("/account/login?", StringComparison.Ordinal) || to.Contains("/account/denied", StringComparison.Ordinal)),
                _ => false,
            };
            if (!isRefused || Headers.Any(header => !answer.Headers.Contains(header)))
            {
                wrong.Add($"{path}: {(int)answer.StatusCode} {answer.Headers.Location} {text.Length}");
            }
        }

        Assert.Empty(wrong);
        using var still = await client.Client.GetAsync("/account", TestContext.Current.CancellationToken);
        Assert.Equal(role is null ? HttpStatusCode.Redirect : HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task A_program_that_asks_for_no_page_gets_the_bare_answer_with_the_same_headers()
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using var answer = await client.PostAsync("/account/login", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(Headers, header => Assert.True(answer.Headers.Contains(header)));
    }

    [Theory]
    [InlineData("/%00")]
    [InlineData("/%E3%80%82/evil.example")]
    [InlineData("/%E3%80%82%2Fevil.example")]
    [InlineData("%2F%00")]
    [InlineData("//evil.example")]
    [InlineData("/%0D%0ALocation:%20https://evil.example")]
    public async Task An_address_to_return_to_that_no_header_can_carry_is_no_error_and_leads_to_no_other_site(string url)
    {
        var ada = await app.MakeOperatorAsync("Ada", Role.Recruiter);
        using var client = new OperatorClient(app);
        using var page = await client.Client.GetAsync($"/account/login?returnUrl={url}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        using var signedIn = await client.PostAsync($"/account/login?returnUrl={url}", "login", ("Input.Email", ada.Email!), ("Input.Password", RegistryApp.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal(app.Address.Authority, new Uri(app.Address, signedIn.Headers.Location!).Authority);

        using var signedOut = await client.SendAsync("/account", "/account/logout", ("returnUrl", Uri.UnescapeDataString(url)));
        // A form that holds the character zero is none.
        Assert.Equal(url.Contains("%00", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(app.Address.Authority, new Uri(app.Address, signedOut.Headers.Location ?? app.Address).Authority);
    }

    [Fact]
    public async Task A_page_before_that_looks_like_another_site_leads_there_neither()
    {
        await app.MakeOperatorAsync("Ada", Role.Recruiter);
        using var client = new OperatorClient(app);
        client.Client.DefaultRequestHeaders.Add("Referer", $"{app.Address.GetLeftPart(UriPartial.Authority)}//evil.example/x");

        using var chosen = await client.SendAsync("/account/login", "/account/language", ("language", "fr"));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (chosen.StatusCode, chosen.Headers.Location?.OriginalString));
    }

    private IEnumerable<string> Paths() => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("POST"))
        .Select(endpoint => "/" + Places().Replace((endpoint.RoutePattern.RawText ?? "").TrimStart('/'), "0198c0de-0000-7000-8000-000000000009"))
        .Where(path => !OfOthers().IsMatch(path))
        .Distinct();

    // The pages for people outside have no tokens by right; the circuit, the health and the job engine have their own guards and tests.
    [GeneratedRegex("^/([pu]/|_blazor|_framework|healthz|readyz|jobs/engine|problem/)")]
    private static partial Regex OfOthers();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Places();
}
