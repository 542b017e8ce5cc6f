using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Field;

/// <summary>
/// Small files and answers as people who do this work meet them (Samples/Field, RULES 8): what is typed, what has to come of it. Each stands for a
/// kind; siblings of the kinds are in <see cref="RefusalWordsTests"/>.
/// </summary>
public sealed partial class FieldCasesTests(FieldServer server) : IClassFixture<FieldServer>
{
    private static readonly string Cases = Path.Combine(AppContext.BaseDirectory, "Samples", "Field");
    private static readonly JsonDocument All = JsonDocument.Parse(File.ReadAllText(Path.Combine(Cases, "cases.json")));

    private static readonly JsonDocument Nothing = JsonDocument.Parse("[]");

    public static TheoryData<string> Ids => [.. All.RootElement.EnumerateArray().Select(each => each.GetProperty("id").GetString()!)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_is_typed_gives_what_is_right(string id)
    {
        var each = All.RootElement.EnumerateArray().Single(found => found.GetProperty("id").GetString() == id);
        using var place = new TemporaryDirectory();
        foreach (var step in Items(each, "setup"))
        {
            var answer = await RunAsync(step, place.Path);
            Assert.True(answer.Exit == 0, $"{string.Join(' ', Args(step, place.Path))}: {answer.Error}");
        }

        foreach (var request in Items(each, "http"))
        {
            await AskAsync(request, id);
        }

        if (each.TryGetProperty("args", out var args))
        {
            await HoldsAsync(each.GetProperty("expect"), args, id, place.Path);
        }

        foreach (var then in Items(each, "then"))
        {
            await HoldsAsync(then.GetProperty("expect"), then.GetProperty("args"), id, place.Path);
        }

        foreach (var pattern in Items(each, "headers").Select(item => item.GetString()!))
        {
            var head = (await File.ReadAllTextAsync(MailsOf(id)[0])).Split("\r\n\r\n")[0];
            Assert.Equal(pattern.StartsWith('!'), !Regex.IsMatch(head, pattern.TrimStart('!'), RegexOptions.Multiline | RegexOptions.Singleline));
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement each, string name) => (each.TryGetProperty(name, out var items) ? items : Nothing.RootElement).EnumerateArray();

    private List<string> Args(JsonElement args, string place) =>
        [.. args.EnumerateArray().Select(arg => arg.GetString()!.Replace("{dir}", Cases, StringComparison.Ordinal).Replace("{data}", server.Data, StringComparison.Ordinal).Replace("{out}", place, StringComparison.Ordinal))];

    private async Task<FieldAnswer> RunAsync(JsonElement step, string place)
    {
        var args = Args(step, place);
        var answer = await FieldServer.RunAsync(args, place);
        if (answer.Exit == 0 && args is ["campaign", "start", var campaign, ..])
        {
            await server.SentAsync(campaign);
        }

        return answer;
    }

    private async Task HoldsAsync(JsonElement expected, JsonElement args, string id, string place)
    {
        var answer = await RunAsync(args, place);
        var json = answer.Json();
        foreach (var (key, want) in expected.EnumerateObject().Select(each => (each.Name, each.Value)))
        {
            var (kind, name) = key.Split(':') is [var first, var second] ? (first, second) : (key, "");
            var texts = want.ValueKind == JsonValueKind.Array ? [.. want.EnumerateArray().Select(text => text.GetString()!)] : new[] { want.ToString() };
            switch (kind)
            {
                case "rc":
                    Assert.Equal($"{want} ", $"{answer.Exit} {(answer.Exit == want.GetInt32() ? "" : answer.Error)}");
                    break;
                case "file":
                    var written = await File.ReadAllTextAsync(Path.Combine(place, name));
                    Assert.All(texts, text => Assert.Contains(text, written, StringComparison.Ordinal));
                    break;
                case "nofile":
                    var other = await File.ReadAllTextAsync(Path.Combine(place, name));
                    Assert.All(texts, text => Assert.DoesNotContain(text, other, StringComparison.Ordinal));
                    break;
                case "mails":
                    Assert.Equal(want.GetInt32(), MailsOf(id).Count);
                    break;
                default:
                    Assert.Equal($"{key} {Plain(want)}", $"{key} {(json is { } root ? Plain(At(root, key)) : answer.Error)}");
                    break;
            }
        }
    }

    private static string Plain(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? "null" : value.Value.ToString();

    /// <summary>A path into an answer, parts by "/", "#" for a length.</summary>
    private static JsonElement? At(JsonElement value, string path)
    {
        JsonElement? found = value;
        foreach (var part in path.Split('/'))
        {
            found = found switch
            {
                { ValueKind: JsonValueKind.Array } list when part == "#" => JsonSerializer.SerializeToElement(list.GetArrayLength()),
                { ValueKind: JsonValueKind.Array } list => int.Parse(part, null) is var index && index < list.GetArrayLength() ? list[index] : null,
                { ValueKind: JsonValueKind.Object } fields => fields.TryGetProperty(part, out var member) ? member : null,
                _ => null,
            };
        }

        return found;
    }

    private async Task AskAsync(JsonElement request, string id)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        var mail = await File.ReadAllTextAsync(MailsOf(id)[0]);
        var token = TokenIn().Match(Folded().Replace(mail, " ")).Groups[1].Value;
        var target = request.GetProperty("path").GetString()!.Replace("{token}", token, StringComparison.Ordinal);
        using var message = new HttpRequestMessage(new HttpMethod(request.GetProperty("method").GetString()!), target);
        if (request.TryGetProperty("body", out var body) || message.Method == HttpMethod.Post)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ValueKind == JsonValueKind.String ? body.GetString()! : ""));
        }

        foreach (var header in request.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToList() : [])
        {
            Assert.True(header.Name.StartsWith("Content-", StringComparison.Ordinal)
                ? message.Content!.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString())
                : message.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()));
        }

        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)request.GetProperty("status").GetInt32(), answer.StatusCode);
    }

    /// <summary>The mails to people of a case, whose addresses end with its id and the domain of the field.</summary>
    private List<string> MailsOf(string id) =>
        [.. Directory.EnumerateFiles(server.Data, "*.eml", SearchOption.AllDirectories).Where(path => Regex.IsMatch(File.ReadAllText(path), $"^To:.*@{id}\\.", RegexOptions.Multiline)).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\r?\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"/u/([^>\s]+)>")]
    private static partial Regex TokenIn();
}
