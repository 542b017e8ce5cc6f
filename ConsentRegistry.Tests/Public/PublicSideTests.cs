using System.Net;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Public;

namespace ConsentRegistry.Tests.Public;

/// <summary>What the public side is as a whole: an address of its own, silent logs, a limit, and an honest answer when nothing can be written.</summary>
public sealed class PublicSideTests
{
    [Fact]
    public async Task On_the_public_address_there_is_nothing_but_the_public_pages()
    {
        await using var app = new PublicApp();
        using var inside = new PublicVisitor(app.Services, app.Inside);
        using var outside = new PublicVisitor(app.Services, app.Outside);
        var token = await inside.InvitedAsync("port@candidate.example");

        foreach (var path in new[] { "/", "/setup", "/account/login", "/healthz", "/readyz", "/css/app.css", "/problem/404", "/_blazor", "/P", "/no-such-page", "/u/../setup", "//setup" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            using var answer = await outside.Client.SendAsync(request);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.Empty(await answer.Content.ReadAsStringAsync());
        }

        foreach (var path in new[] { $"/p/{token}", $"/u/{token}", "/css/public.css" })
        {
            using var answer = await outside.Client.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }

        using var login = await inside.Client.GetAsync("/account/login");
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        using var click = await outside.OneClickAsync(token);
        Assert.Equal(HttpStatusCode.OK, click.StatusCode);
        Assert.Equal(DecisionCode.TopicOptedOut, await outside.DecideAsync("port@candidate.example"));
    }

    [Fact]
    public async Task No_log_line_holds_the_token_or_the_address_however_much_is_logged()
    {
        await using var app = new PublicApp();
        using var visitor = new PublicVisitor(app.Services, app.Inside);
        var token = await visitor.InvitedAsync("quiet@candidate.example");

        using var page = await visitor.Client.GetAsync($"/p/{token}?lang=fr");
        using var click = await visitor.OneClickAsync(token);
        using var saved = await visitor.ChooseAsync(token, "all");
        using var wrong = await visitor.Client.GetAsync($"/p/{token}x");
        using var method = await visitor.Client.DeleteAsync($"/p/{token}");

        Assert.NotEmpty(app.Lines);
        Assert.DoesNotContain(app.Lines, line => line.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Lines, line => line.Contains("quiet@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_come_back_within_seconds()
    {
        await using var app = new RegistryApp();
        using var visitor = new PublicVisitor(app.Services, app.Address);

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
        using var visitor = new PublicVisitor(app.Services, app.Address);
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
}
