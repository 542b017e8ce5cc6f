using System.Net;
using System.Text;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Public;

/// <summary><c>/u/{token}</c> over HTTP, as mail programs and readers call it (RFC 8058, RULES S-6).</summary>
public sealed class OneClickTests : IClassFixture<RegistryApp>, IDisposable
{
    private readonly PublicVisitor visitor;

    public OneClickTests(RegistryApp app) => visitor = new PublicVisitor(app.Address, app.Services);

    public void Dispose() => visitor.Dispose();

    [Fact]
    public async Task One_click_bars_the_topic_at_once_without_redirect_or_cookie()
    {
        var token = await visitor.InvitedAsync("one@candidate.example");
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync("one@candidate.example"));

        using var answer = await visitor.OneClickAsync(token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Null(answer.Headers.Location);
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync("one@candidate.example"));
        Assert.Equal(DecisionCode.NoBasis, await visitor.DecideAsync("one@candidate.example", MessageKind.EventInvitation));
        var line = visitor.Journal[^1]!;
        Assert.Equal(("one-click", Topic.Projects, PersonExit.ByPerson), (line.Source, line.Topic, line.Operator));
    }

    [Fact]
    public async Task A_multipart_body_counts_too()
    {
        var token = await visitor.InvitedAsync("multi@candidate.example");
        using var body = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };

        using var answer = await visitor.Client.PostAsync($"/u/{token}", body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync("multi@candidate.example"));
    }

    [Fact]
    public async Task A_message_without_a_topic_bars_everything()
    {
        var token = await visitor.InvitedAsync("policy@candidate.example", topic: null);

        using var answer = await visitor.OneClickAsync(token);

        Assert.Equal(DecisionCode.OptedOutAll, await visitor.DecideAsync("policy@candidate.example"));
    }

    [Fact]
    public async Task A_second_click_answers_the_same()
    {
        var token = await visitor.InvitedAsync("twice@candidate.example");

        using var first = await visitor.OneClickAsync(token);
        using var second = await visitor.OneClickAsync(token);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync("twice@candidate.example"));
    }

    [Theory]
    [InlineData("GET", "/u/")]
    [InlineData("HEAD", "/u/")]
    [InlineData("GET", "/p/")]
    [InlineData("HEAD", "/p/")]
    public async Task Looking_changes_nothing(string method, string path)
    {
        var mail = $"{method}-{path.Trim('/')}@look.example";
        var token = await visitor.InvitedAsync(mail);
        var before = visitor.Journal.Count;

        using var request = new HttpRequestMessage(new HttpMethod(method), path + token);
        using var answer = await visitor.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, visitor.Journal.Count);
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }

    [Theory]
    [InlineData("application/json", "{\"List-Unsubscribe\":\"One-Click\"}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", "List-Unsubscribe=One-Click", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=Later", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "no parts", HttpStatusCode.BadRequest)]
    public async Task Any_other_body_changes_nothing_and_says_how(string type, string body, HttpStatusCode expected)
    {
        var mail = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@body.example";
        var token = await visitor.InvitedAsync(mail);
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        using var answer = await visitor.Client.PostAsync($"/u/{token}", content);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("dpo@imalink.example", await answer.Content.ReadAsStringAsync());
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }

    [Fact]
    public async Task An_endless_body_is_refused()
    {
        var token = await visitor.InvitedAsync("large@body.example");
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", new string('x', 100_000))]);

        using var answer = await visitor.Client.PostAsync($"/u/{token}", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync("large@body.example"));
    }

    [Fact]
    public async Task The_link_still_works_when_the_person_is_erased()
    {
        var person = await visitor.CandidateAsync("erased@candidate.example");
        var token = visitor.TokenOf("erased@candidate.example", person, Topic.Events);
        Assert.True((await visitor.Get<ErasePerson>().ExecuteAsync(person, "cli:test", "cli")).IsDone);

        using var page = await visitor.Client.GetAsync($"/p/{token}");
        using var answer = await visitor.OneClickAsync(token);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var line = visitor.Journal[^1]!;
        Assert.Equal((Guid.Empty, Topic.Events), (line.Person, line.Topic));
        Assert.Equal(visitor.Get<SuppressionKeys>().Of(Address.Read("erased@candidate.example")!).ToString(), Assert.Single(line.Keys).Key);
    }

    [Fact]
    public async Task The_link_still_works_after_a_merge_and_a_key_rotation()
    {
        var first = await visitor.CandidateAsync("merged@candidate.example");
        var second = await visitor.CandidateAsync("kept@candidate.example");
        var token = visitor.TokenOf("merged@candidate.example", first);
        Assert.True((await visitor.Get<MergePeople>().ExecuteAsync(first, second, "cli:test")).IsDone);
        Assert.Equal(2, await visitor.Get<RotateKeys>().ExecuteAsync("cli:test"));

        using var answer = await visitor.OneClickAsync(token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync("merged@candidate.example"));
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync("kept@candidate.example"));
    }
}
