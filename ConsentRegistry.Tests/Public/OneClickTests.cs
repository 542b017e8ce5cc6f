using System.Net;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
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
        Assert.Equal(("one-click", Topic.Projects, UnsubscribeByToken.ByPerson), (line.Source, line.Topic, line.Operator));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click\r\n")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", "list-unsubscribe=one-click\n")]
    [InlineData("application/x-www-form-urlencoded", "from=mail&List-Unsubscribe=One%2DClick")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\n\r\n--x--")]
    [InlineData("text/plain", "List-Unsubscribe=One-Click")]
    [InlineData("text/plain; charset=us-ascii", "List-Unsubscribe=One-Click\r\n")]
    [InlineData("TEXT/PLAIN", "LIST-UNSUBSCRIBE=ONE-CLICK\n")]
    [InlineData(null, "List-Unsubscribe=One-Click")]
    [InlineData(null, "List-Unsubscribe=One-Click\n")]
    [InlineData(null, "List-Unsubscribe=One-Click\r\n")]
    public async Task The_pair_counts_in_every_body_that_mail_programs_write(string? type, string body)
    {
        var mail = AnyMail();
        var token = await visitor.InvitedAsync(mail);

        using var answer = await visitor.PostAsync(token, type, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync(mail));
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
    [InlineData("text/html", "List-Unsubscribe=One-Click", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/mixed; boundary=x", "--x\r\n\r\nList-Unsubscribe=One-Click\r\n--x--", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=Later", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click&List-Unsubscribe=Later", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "no parts", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Clicks\r\n--x--", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data", "List-Unsubscribe=One-Click", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", "", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", "List-Unsubscribe", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", "List-Unsubscribe: One-Click", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", "List-Unsubscribe=One-Click\r\nand more", HttpStatusCode.BadRequest)]
    [InlineData(null, "", HttpStatusCode.BadRequest)]
    [InlineData(null, "List-Unsubscribe=Two-Click\n", HttpStatusCode.BadRequest)]
    public async Task Any_other_body_changes_nothing_and_says_how(string? type, string body, HttpStatusCode expected)
    {
        var mail = AnyMail();
        var token = await visitor.InvitedAsync(mail);

        using var answer = await visitor.PostAsync(token, type, body);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("dpo@imalink.example", await answer.Content.ReadAsStringAsync());
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task The_pair_in_the_query_does_not_act(string? type)
    {
        var mail = AnyMail();
        var token = await visitor.InvitedAsync(mail);

        using var answer = await visitor.PostAsync(token + "?List-Unsubscribe=One-Click", type, "");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_body_is_read_up_to_sixteen_kilobytes(string? type)
    {
        const string pair = "List-Unsubscribe=One-Click&x=";
        var mail = AnyMail();
        var token = await visitor.InvitedAsync(mail);

        using var large = await visitor.PostAsync(token, type, pair + new string('x', (16 * 1024) + 1 - pair.Length));
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));

        using var small = await visitor.PostAsync(token, type, pair + new string('x', (16 * 1024) - pair.Length));
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync(mail));
    }

    [Theory]
    [InlineData("PUT", "/u/")]
    [InlineData("DELETE", "/u/")]
    [InlineData("PATCH", "/u/")]
    [InlineData("OPTIONS", "/u/")]
    [InlineData("UNSUBSCRIBE", "/u/")]
    [InlineData("PUT", "/p/")]
    [InlineData("DELETE", "/p/")]
    [InlineData("OPTIONS", "/p/")]
    public async Task Another_method_is_refused_and_changes_nothing(string method, string path)
    {
        var mail = AnyMail();
        var token = await visitor.InvitedAsync(mail);
        using var request = new HttpRequestMessage(new HttpMethod(method), path + token) { Content = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click"), new("stop", "all")]) };

        using var answer = await visitor.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow.Order());
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }

    [Fact]
    public async Task The_link_still_works_when_the_person_is_erased()
    {
        var person = await visitor.CandidateAsync("erased@candidate.example");
        var token = visitor.TokenOf("erased@candidate.example", person, Topic.Events);
        Assert.True((await visitor.Get<ErasePerson>().ExecuteAsync(person, "cli:test", EntryPoint.CommandLine)).IsDone);

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

    private static string AnyMail() => $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@body.example";
}
