using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Imports;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.ListChecks;

public sealed class ListScrubTests : IAsyncLifetime
{
    private TestRegistry registry = null!;

    public static TheoryData<string> Names => [.. SampleFiles.Names];

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_is_split_byte_for_byte(string name)
    {
        await LoadAsync(File.ReadAllBytes(SamplePath("suppressions.txt")));
        var bytes = await File.ReadAllBytesAsync(SamplePath(name));
        var split = await ScrubAsync(bytes, new NewScrub());
        var expected = SampleFiles.Expected(name);
        if (expected.GetProperty("fileError").GetString() is nameof(FileError.NotCsv) or nameof(FileError.NoContactColumn))
        {
            Assert.Equal(expected.GetProperty("encoding").GetString() is null ? Refusal.FileUnreadable : Refusal.ColumnNotFound, split.Refusal);
            return;
        }

        var result = split.Result!;
        Assert.Equal(expected.GetProperty("dataRows").GetInt64(), result.Rows);
        Assert.Equal(result.Rows, result.Allowed + result.Blocked + result.Unreadable);
        Assert.Equal(UnreadableLines(name, expected).Order(), result.UnreadableLines);
        AssertRowsAreThoseOf(bytes, split, expected, UnreadableLines(name, expected));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task Encoding_mark_separator_line_and_missing_last_line_end_stay(string encoding)
    {
        await registry.OptOutAsync("jan@post.example.org");
        var text = Encoding.GetEncoding(encoding);
        byte[] Bytes(string content) => [.. text.GetPreamble(), .. text.GetBytes(content)];
        var split = await ScrubAsync(Bytes("sep=;\r\nNaam;E-mail\r\nAn é;an@post.example.org\n\"Jan\r\nMaes\";JAN+x@post.example.org"), new NewScrub());
        Assert.Equal(Bytes("sep=;\r\nNaam;E-mail\r\nAn é;an@post.example.org\n"), split.Allowed);
        Assert.Equal(Bytes("sep=;\r\nNaam;E-mail;verdict_code\r\n\"Jan\r\nMaes\";JAN+x@post.example.org;OptedOutAll"), split.Blocked);
        Assert.Equal("""{"rows":2,"allowed":1,"blocked":1,"unreadable":0,"byCode":{"OptedOutAll":1},"seconds":""", split.Result!.ToJson()[..86]);
    }

    [Theory]
    [InlineData("all", "OptedOutAll")]
    [InlineData("topic:Projects", "TopicOptedOut")]
    [InlineData("channel:Email", "ChannelOptedOut")]
    [InlineData("topic:Events", null)]
    [InlineData("channel:Phone", null)]
    public async Task What_bars_the_number_of_a_row_bars_its_mail_address_too_where_it_covers_the_message(string scope, string? code)
    {
        await registry.CandidateAsync("an@post.example.org");
        await registry.OptOutAsync("0475123456", scope);
        var message = new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
        var split = await ScrubAsync("E-mail;Gsm\nan@post.example.org;0475123456\n", new NewScrub { Message = message });
        Assert.Equal(code ?? nameof(DecisionCode.ContactPermission), Assert.Single(split.Result!.ByCode).Key.ToString());
        Assert.Equal(code is null, split.Result.Allowed == 1);
    }

    [Fact]
    public async Task Where_no_name_tells_an_address_that_first_comes_late_is_not_missed()
    {
        await registry.OptOutAsync("jan@post.example.org");
        var rows = string.Concat(Enumerable.Range(0, 30).Select(i => $"{i};an{i}@post.example.org;{(i == 25 ? "jan@post.example.org" : "")}\n"));
        var split = await ScrubAsync("a;b;c\n" + rows, new NewScrub());
        Assert.Equal((29, 1), (split.Result!.Allowed, split.Result.Blocked));
    }

    [Fact]
    public async Task A_bare_list_needs_no_column_name()
    {
        await registry.OptOutAsync("jan@post.example.org");
        await registry.OptOutAsync("0475123456");
        var split = await ScrubAsync("Jan <jan@post.example.org>\n\nan@post.example.org\r\nnobody\r\n+32 475 12 34 56\n", new NewScrub());
        Assert.Equal("an@post.example.org\r\n", Encoding.UTF8.GetString(split.Allowed));
        Assert.Equal("Jan <jan@post.example.org>,OptedOutAll\n+32 475 12 34 56,OptedOutAll\n", Encoding.UTF8.GetString(split.Blocked));
        Assert.Equal((4, 1, 2, 1), (split.Result!.Rows, split.Result.Allowed, split.Result.Blocked, split.Result.Unreadable));
    }

    [Fact]
    public async Task A_delimited_list_without_column_names_is_split_as_well()
    {
        await registry.OptOutAsync("jan@post.example.org");
        var split = await ScrubAsync("An;an@post.example.org;1000\r\nJan;jan@post.example.org;2000\r\n", new NewScrub());
        Assert.Equal("An;an@post.example.org;1000\r\n", Encoding.UTF8.GetString(split.Allowed));
        Assert.Equal("Jan;jan@post.example.org;2000;OptedOutAll\r\n", Encoding.UTF8.GetString(split.Blocked));
    }

    [Theory]
    [InlineData("Naam;GSM\nAn;0475 12 34 56\nJan;0475 12 34 57\nEls;\n")]
    [InlineData("Naam;Nummer\nAn;0475 12 34 56\nJan;0475 12 34 57\nEls;\n")]
    [InlineData("Naam;E-mail;Telefoon\nAn;;0475 12 34 56\nJan;;0475 12 34 57\nEls;els@post.example.org;\n")]
    [InlineData("An;0475 12 34 56;9000\nJan;0475 12 34 57;9000\nEls;;9000\n")]
    [InlineData("0475 12 34 56\n0475 12 34 57\nels@post.example.org\n")]
    public async Task A_list_to_call_is_split_by_its_numbers_and_a_row_without_one_is_unreadable(string text)
    {
        await registry.CandidateAsync("0475123456");
        await registry.OptOutAsync("0475123457");
        var call = new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Phone, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };

        var split = await ScrubAsync(text, new NewScrub { Channel = Channel.Phone, Message = call });

        Assert.Equal((1, 1), (split.Result!.ByCode.GetValueOrDefault(DecisionCode.DoNotCallStale), split.Result.ByCode.GetValueOrDefault(DecisionCode.OptedOutAll)));
        Assert.Equal([text.Split('\n').ToList().FindIndex(line => line.Contains("els", StringComparison.OrdinalIgnoreCase)) + 1L], split.Result.UnreadableLines);
    }

    [Theory]
    [InlineData("Werk", "an@post.example.org")]
    [InlineData("werk ", "an@post.example.org")]
    [InlineData("Privé", "jan@post.example.org")]
    public async Task The_named_column_alone_is_looked_at(string column, string barred)
    {
        await registry.OptOutAsync(barred);
        const string Rows = "Werk,Privé\nan@post.example.org,els@post.example.org\nels@post.example.org,jan@post.example.org\n";
        var split = await ScrubAsync(Rows, new NewScrub { Column = column });
        Assert.Equal((1, 1), (split.Result!.Allowed, split.Result.Blocked));
        Assert.Equal(Refusal.ColumnNotFound, (await ScrubAsync(Rows, new NewScrub { Column = "Nergens" })).Refusal);
    }

    [Theory]
    [InlineData("all", Channel.Email, DecisionCode.OptedOutAll)]
    [InlineData("topic:Events", Channel.Email, DecisionCode.TopicOptedOut)]
    [InlineData("topic:Events:Phone", Channel.Email, null)]
    [InlineData("channel:Email", Channel.Email, DecisionCode.ChannelOptedOut)]
    [InlineData("channel:Sms", Channel.Email, null)]
    public async Task A_narrower_opt_out_takes_a_row_out_of_lists_for_its_channel(string scope, Channel channel, DecisionCode? code)
    {
        await registry.OptOutAsync("an@post.example.org", scope);
        var split = await ScrubAsync("E-mail\nan@post.example.org\n", new NewScrub { Channel = channel });
        Assert.Equal(code is null ? [] : [code.Value], split.Result!.ByCode.Keys);
    }

    [Fact]
    public async Task A_lifted_entry_suppresses_a_foreign_list_all_the_same_but_not_the_gate()
    {
        await registry.OptOutAsync("an@post.example.org", "topic:Events");
        var split = await ScrubAsync("E-mail\nan@post.example.org\n", new NewScrub());
        Assert.Equal(1, split.Result!.Blocked);
        await registry.CandidateAsync("els@post.example.org");
        var asked = await ScrubAsync("E-mail\nels@post.example.org\nan@post.example.org\nonbekend@post.example.org\n-\n", new NewScrub
        {
            Message = new MessageFacts { Kind = MessageKind.ProjectOffer, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true, CarriesNotice = true },
        });
        Assert.Equal((1, 2, 1), (asked.Result!.Allowed, asked.Result.Blocked, asked.Result.Unreadable));
        Assert.Equal((1, 2), (asked.Result.ByCode[DecisionCode.ContactPermission], asked.Result.ByCode[DecisionCode.NoBasis]));
    }

    [Theory]
    [InlineData("an@post.example.org\nnobody\n+32 475 12 34 56\n", 2, "2")]
    [InlineData("Email Address,First Name\nan@post.example.org,An\n,Els\nkapot,Jan\n", 1, "3 4")]
    [InlineData("# from the old system\nan@post.example.org\n@noordzee.example\n", 2, "1")]
    public async Task A_suppression_list_of_an_earlier_system_is_read_with_or_without_columns(string text, int added, string unreadable)
    {
        var loaded = await LoadAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal((added, unreadable), (loaded.Added, string.Join(' ', loaded.Unreadable)));
    }

    private static string SamplePath(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);

    /// <summary>Rejected rows, and those with something like an address that cannot be read beside one that can (W-7); "0000" and "op aanvraag" are nothing like a number.</summary>
    private static HashSet<long> UnreadableLines(string name, JsonElement expected) =>
    [
        .. expected.GetProperty("rejectedRows").EnumerateArray().Concat(expected.GetProperty("acceptedWithWarning").EnumerateArray()).Select(row => row.GetProperty("line").GetInt64())
            .Where(line => (name, line) is not (("monster-candidats.csv", 24) or ("recruitee-candidates.csv", 101))),
    ];

    /// <summary>Every row stands in one of the files exactly as it stands in the list, and the suppressed ones in the blocked one.</summary>
    private static void AssertRowsAreThoseOf(byte[] bytes, ScrubbedList split, JsonElement expected, HashSet<long> unreadable)
    {
        using var stream = new MemoryStream(bytes);
        var file = ImportFile.Open(stream);
        var suppressed = expected.GetProperty("suppressedRows").EnumerateArray().Select(row => row.GetProperty("line").GetInt64()).ToHashSet();
        using var allowed = new MemoryStream();
        file.CopyHeadTo(allowed);
        var blocked = 0;
        using var records = file.OpenRecords()!;
        while (records.MoveNext())
        {
            if (suppressed.Contains(records.Line) && !unreadable.Contains(records.Line))
            {
                blocked++;
            }
            else if (!unreadable.Contains(records.Line))
            {
                records.CopyRawTo(allowed);
            }
        }

        // A group is suppressed with one of its rows at an import; a list has no groups, so it may keep a row of one.
        Assert.InRange(split.Result!.Blocked, 1 * Math.Min(1, blocked), blocked);
        if (split.Result.Blocked == blocked)
        {
            Assert.Equal(allowed.ToArray(), split.Allowed);
        }
    }

    private async Task<LoadedSuppressions> LoadAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var file = SuppressionFile.Open(stream).Value!;
        return await registry.Get<LoadSuppressions>().ExecuteAsync(file.Lines(), SuppressionReason.OptOut, null, TestRegistry.By);
    }

    private Task<ScrubbedList> ScrubAsync(string text, NewScrub scrub) => ScrubAsync(Encoding.UTF8.GetBytes(text), scrub);

    private async Task<ScrubbedList> ScrubAsync(byte[] bytes, NewScrub scrub)
    {
        using var source = new MemoryStream(bytes);
        using var allowed = new MemoryStream();
        using var blocked = new MemoryStream();
        var outcome = await registry.Get<ListScrub>().ExecuteAsync(source, scrub, allowed, blocked);
        return new ScrubbedList(outcome.Value, outcome.Refusal, allowed.ToArray(), blocked.ToArray());
    }

    private sealed record ScrubbedList(ScrubResult? Result, Refusal? Refusal, byte[] Allowed, byte[] Blocked);
}
