using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Field;

/// <summary>Foreign lists and suppression lists in the forms that other systems write (W-7, W-10).</summary>
public sealed class RefusalListsTests
{
    // W-10: every form of list gives the same two addresses.
    [Theory]
    [InlineData("an@post.example.org\n+32475123456\n")]
    [InlineData("Email;Gsm\nan@post.example.org;\n;0475 12 34 56\n")]
    [InlineData("id,reason,email,phone\n1,x,an@post.example.org,0475123456\n")]
    [InlineData("{\"email\":\"an@post.example.org\"}\n{\"phone\":\"0475123456\"}\n")]
    [InlineData("[{\"email\":\"an@post.example.org\"},{\"phone\":\"0475123456\"}]")]
    [InlineData("[\"an@post.example.org\",\"+32475123456\"]")]
    [InlineData("{\"suppressions\":[{\"recipient\":\"an@post.example.org\"},{\"recipient\":\"0475123456\"}]}")]
    [InlineData("{\n  \"data\": {\n    \"items\": [\n      {\n        \"EmailAddress\": \"an@post.example.org\"\n      },\n      { \"msisdn\": \"32475123456\" }\n    ]\n  }\n}\n")]
    [InlineData("\uFEFF[\n  \"an@post.example.org\",\n  \"0475/12.34.56\",\n]\n")]
    [InlineData("An <an@post.example.org>; 0475 12 34 56\n")]
    [InlineData("<an@post.example.org>\r\n=\"0475123456\"\r\n")]
    public async Task Every_form_of_list_is_read(string text) =>
        Assert.Equal(["+32475123456", "an@post.example.org"], (await LinesAsync(text)).Select(line => line.Address?.Exact).OfType<string>().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("@post.example.org")]
    [InlineData("*@post.example.org")]
    [InlineData("%@post.example.org")]
    [InlineData("*@POST.example.org")]
    [InlineData("email\n*@post.example.org")]
    [InlineData("{\"email\":\"%@post.example.org\"}")]
    public async Task A_star_or_percent_sign_before_a_domain_bars_all_of_it(string text) =>
        Assert.Equal((AddressKind.Domain, "@post.example.org"), (await LinesAsync(text + "\n")).Select(line => (line.Address!.Kind, line.Address.Exact)).Single());

    [Theory]
    [InlineData("unsubscribe", SuppressionReason.OptOut)]
    [InlineData("Manual unsubscribe", SuppressionReason.OptOut)]
    [InlineData("uitgeschreven", SuppressionReason.OptOut)]
    [InlineData("désinscription", SuppressionReason.OptOut)]
    [InlineData("Abmeldung", SuppressionReason.OptOut)]
    [InlineData("HARD_BOUNCE", SuppressionReason.HardBounce)]
    [InlineData("bounced", SuppressionReason.HardBounce)]
    [InlineData("NPAI", SuppressionReason.HardBounce)]
    [InlineData("spam complaint", SuppressionReason.Complaint)]
    [InlineData("abuse", SuppressionReason.Complaint)]
    [InlineData("klacht", SuppressionReason.Complaint)]
    [InlineData("Right to be forgotten", SuppressionReason.Erasure)]
    [InlineData("GDPR deletion", SuppressionReason.Erasure)]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public async Task A_word_of_a_line_chooses_its_reason(string word, SuppressionReason? reason)
    {
        Assert.Equal([reason, SuppressionReason.OptOut], (await LinesAsync($"email;reason\nan@post.example.org;{word}\njan@post.example.org;unsubscribed\n")).Select(line => line.Reason));
        Assert.Equal(reason, (await LinesAsync($"{{\"email\":\"an@post.example.org\",\"reason\":\"{word}\"}}\n")).Single().Reason);
    }

    [Fact]
    public async Task Lines_that_were_not_taken_are_named_with_their_reasons()
    {
        var lines = await LinesAsync("an@post.example.org\nan@\n112233\nzomaar\n{\n\njan@post.example.org\n");
        Assert.Equal([1, 7], lines.Where(line => line.Address is not null).Select(line => line.Line));
        Assert.Equal([(2, "InvalidEmail"), (3, "InvalidPhone"), (4, "NoContactPoint"), (5, "NoContactPoint")], lines.Where(line => line.Address is null).Select(line => (line.Line, line.NotTaken)));

        var json = await LinesAsync("{\"email\":\"an@post.example.org\"}\n{\"email\":\"an@\"}\n{\"email\":\n{\"email\":\"jan@post.example.org\"}\n");
        Assert.Contains(json, line => line.Address?.Exact == "an@post.example.org");
        Assert.Contains(json, line => line is { Line: 2, NotTaken: "InvalidEmail" });
        Assert.Contains(json, line => line is { Line: >= 3, Address: null });
    }

    // One bad line must not take the others with it.
    [Theory]
    [InlineData("{\"email\":\"an@post.example.org\"}\n{\"email\":\"els\n{\"email\":\"jan@post.example.org\"}\n")]
    [InlineData("{\"email\":\"an@post.example.org\"}\n{\"email\":\n{\"email\":\"jan@post.example.org\"}\n")]
    [InlineData("{\"email\":\"an@post.example.org\"}\n{\"email\":[\"els\"\n\n{\"email\":\"jan@post.example.org\"}\n")]
    [InlineData("[{\"email\":\"an@post.example.org\"},\n{\"email\":\"els},\n{\"email\":\"jan@post.example.org\"}]\n")]
    [InlineData("[\"an@post.example.org\",\n\"els,\n\"jan@post.example.org\"]\n")]
    public async Task A_broken_line_of_json_hides_no_line_after_it(string text)
    {
        var lines = await LinesAsync(text);
        Assert.Equal(["an@post.example.org", "jan@post.example.org"], lines.Select(line => line.Address?.Exact).OfType<string>());
        Assert.Equal(2, Assert.Single(lines, line => line.Address is null).Line);
    }

    [Fact]
    public async Task The_reason_that_is_said_wins_over_those_of_the_lines()
    {
        await using var registry = await TestRegistry.OpenAsync();
        await LoadAsync(registry, "email;reason\nan@post.example.org;complaint\n", null);
        await LoadAsync(registry, "email;reason\njan@post.example.org;complaint\n", SuppressionReason.OptOut);
        await LoadAsync(registry, "*@els.example.org\n", null);
        Assert.Equal(DecisionCode.Complaint, (await registry.DecideAsync("an@post.example.org")).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("jan@post.example.org")).Code);
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync("info@els.example.org")).Code);
        Assert.NotEqual(DecisionCode.OptedOutAll, (await registry.DecideAsync("info@ils.example.org")).Code);
    }

    // W-7, and what the list itself says: RULES 8 for a message, nothing for the suppressions alone.
    [Theory]
    [InlineData("an@post.example.org;;", 1, 0, 0)]
    [InlineData("an@post.example.org;nee;", 1, 0, 0)]
    [InlineData("an@post.example.org;ja;", 0, 1, 0)]
    [InlineData("an@post.example.org;2025-01-31;", 0, 1, 0)]
    [InlineData("an@post.example.org;zzz;", 0, 1, 0)]
    [InlineData("an@post.example.org;;geen mails meer sturen", 0, 1, 0)]
    [InlineData("an@post.example.org;;belt graag", 1, 0, 0)]
    [InlineData("an@post.example.org (niet mailen);;", 0, 1, 0)]
    [InlineData("an@post.example.org, jan@;;", 0, 0, 1)]
    [InlineData("an@post;;", 0, 0, 1)]
    [InlineData("onbekend;;", 0, 0, 1)]
    public async Task A_row_of_a_foreign_list_is_allowed_only_where_it_can_be_read_and_says_no_no(string row, int allowed, int blocked, int unreadable)
    {
        await using var registry = await TestRegistry.OpenAsync();
        await registry.CandidateAsync("an@post.example.org");
        var text = $"E-mail;Uitgeschreven;Opmerking\n{row}\n";
        var message = new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
        var split = await ScrubAsync(registry, text, new NewScrub { Message = message });
        Assert.Equal((allowed, blocked, unreadable), ((int)split.Allowed, (int)split.Blocked, (int)split.Unreadable));
        var alone = await ScrubAsync(registry, text, new NewScrub());
        Assert.Equal((1 - unreadable, 0, unreadable), ((int)alone.Allowed, (int)alone.Blocked, (int)alone.Unreadable));
    }

    internal static async Task<List<SuppressionLine>> LinesAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var file = SuppressionFile.Open(stream).Value!;
        return await file.Lines().ToListAsync();
    }

    private static async Task LoadAsync(TestRegistry registry, string text, SuppressionReason? reason)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var file = SuppressionFile.Open(stream).Value!;
        await registry.Get<LoadSuppressions>().ExecuteAsync(file.Lines(), reason, null, TestRegistry.By);
    }

    private static async Task<ScrubResult> ScrubAsync(TestRegistry registry, string text, NewScrub scrub)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await registry.Get<ListScrub>().ExecuteAsync(source, scrub, Stream.Null, Stream.Null)).Value!;
    }
}
