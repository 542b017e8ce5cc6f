using System.Net;
using System.Net.Sockets;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Crash;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Public;

namespace ConsentRegistry.Tests.Public;

/// <summary>What the public side is as a whole: an address of its own, silent logs, a limit, and an honest answer when nothing can be written.</summary>
public sealed class PublicSideTests
{
    private const string Mail = "quiet@candidate.example";

    [Fact]
    public async Task On_the_public_address_there_is_nothing_but_the_public_pages()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var token = await InvitedAsync(registry);
        // The same port: the address alone tells them apart.
        var inside = FreeAddress();
        var outside = new UriBuilder(inside) { Host = "127.0.0.2" }.Uri;
        using var server = await ServeAsync(registry, "--urls", inside.ToString(), "--Public:Urls", outside.ToString());
        using var stranger = new PublicVisitor(outside);
        using var colleague = new PublicVisitor(inside);

        foreach (var path in new[] { "/", "/setup", "/account/login", "/readyz", "/healthz/more", "/css/app.css", "/problem/404", "/_blazor", "/P", "/no-such-page", "/u/../setup" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            using var answer = await stranger.Client.SendAsync(request);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.Empty(await answer.Content.ReadAsStringAsync());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        }

        foreach (var (method, path, refused) in new[]
        {
            (HttpMethod.Get, $"/p/{token}/more", HttpStatusCode.NotFound), (HttpMethod.Get, $"/u/{token}/more/x", HttpStatusCode.NotFound), (HttpMethod.Get, "/p/", HttpStatusCode.NotFound),
            (HttpMethod.Post, $"/p/{token}/more", HttpStatusCode.MethodNotAllowed), (HttpMethod.Get, "/css/public.none", HttpStatusCode.NotFound),
            (HttpMethod.Post, "/css/public.css", HttpStatusCode.MethodNotAllowed), (HttpMethod.Delete, $"/p/{token}", HttpStatusCode.MethodNotAllowed),
        })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Accept", "text/html");
            using var answer = await stranger.Client.SendAsync(request);
            Assert.Equal((path, refused, null), (path, answer.StatusCode, answer.Headers.Location));
            Assert.True(answer.Headers.Contains("Content-Security-Policy"));
            using var same = new HttpRequestMessage(method, path);
            using var insideAnswer = await colleague.Client.SendAsync(same);
            Assert.Equal((path, refused, null), (path, insideAnswer.StatusCode, insideAnswer.Headers.Location));
        }

        foreach (var path in new[] { $"/p/{token}", $"/u/{token}", "/css/public.css", "/healthz" })
        {
            using var answer = await stranger.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }

        using var setUp = await colleague.Client.GetAsync("/setup");
        Assert.Equal(HttpStatusCode.OK, setUp.StatusCode);
        using var click = await stranger.OneClickAsync(token);
        Assert.Equal(HttpStatusCode.OK, click.StatusCode);
        await server.TerminateAsync(TestContext.Current.CancellationToken);
        await registry.StartAsync();
        registry.Clock.Set(TimeProvider.System.GetUtcNow());
        Assert.Equal(DecisionCode.TopicOptedOut, (await registry.DecideAsync(Mail)).Code);
    }

    [Fact]
    public async Task No_log_line_holds_the_token_or_the_address_however_much_is_logged()
    {
        await using var registry = await TestRegistry.OpenAsync();
        var token = await InvitedAsync(registry);
        var address = FreeAddress();
        using var server = await ServeAsync(
            registry, "--urls", address.ToString(), "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace");
        using var visitor = new PublicVisitor(address);

        using var page = await visitor.Client.GetAsync($"/p/{token}?lang=fr");
        using var click = await visitor.OneClickAsync(token);
        using var saved = await visitor.ChooseAsync(token, "all");
        using var wrong = await visitor.Client.GetAsync($"/p/{token}x");
        using var method = await visitor.Client.DeleteAsync($"/p/{token}");
        await server.TerminateAsync(TestContext.Current.CancellationToken);
        var log = await server.Output + server.Error;
        await registry.StartAsync();

        Assert.Contains("Microsoft.AspNetCore", log);
        Assert.DoesNotContain(token, log);
        Assert.DoesNotContain("quiet@", log);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_come_back_within_seconds()
    {
        await using var app = new RegistryApp();
        using var visitor = new PublicVisitor(app.Address, app.Services);

        var answers = new List<HttpResponseMessage>();
        for (var burst = 0; burst < 40 && answers.TrueForAll(each => each.StatusCode == HttpStatusCode.NotFound); burst++)
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, PublicRateLimit.Burst).Select(_ => visitor.Client.GetAsync("/p/x"))));
        }

        var refused = answers.Find(each => each.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused);
        var wait = refused.Headers.RetryAfter!.Delta!.Value;
        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        answers.ForEach(each => each.Dispose());
    }

    [Fact]
    public async Task When_the_journal_cannot_be_written_the_answer_says_so_and_whom_to_write_to()
    {
        await using var app = new RegistryApp();
        using var visitor = new PublicVisitor(app.Address, app.Services);
        var token = await visitor.InvitedAsync("broken@candidate.example");
        visitor.Get<OptOutJournal>().Dispose();

        using var click = await visitor.OneClickAsync(token);
        using var saved = await visitor.ChooseAsync(token, "all");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, click.StatusCode);
        Assert.Contains("dpo@imalink.example", await click.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, saved.StatusCode);
        Assert.Contains("dpo@imalink.example", await saved.Content.ReadAsStringAsync());
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync("broken@candidate.example"));
    }

    private static async Task<string> InvitedAsync(TestRegistry registry)
    {
        var keys = registry.Get<SuppressionKeys>();
        var token = registry.Get<PreferenceTokens>().Create(new PreferenceToken(
            await registry.CandidateAsync(Mail), AddressKind.Email, keys.Of(Address.Read(Mail)!), keys.Version, Topic.Projects, Guid.Empty, new DateOnly(2026, 3, 16)));
        await registry.CloseAsync();
        return token;
    }

    private static Task<RegistryProcess> ServeAsync(TestRegistry registry, params string[] options) =>
        RegistryProcess.ServeAsync(registry.Folder, TestContext.Current.CancellationToken, ["--data", registry.Folder, .. options]);

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
    }
}
