using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Tests.Commands.Reading;

/// <summary>The usage text of a verb names the words that its values may be.</summary>
public sealed class HelpTests
{
    public static TheoryData<string, string, string[]> Words => new()
    {
        { "check", "--kind", Enum.GetNames<MessageKind>() },
        { "check", "--channel", Enum.GetNames<Channel>() },
        { "scrub", "--kind", Enum.GetNames<MessageKind>() },
        { "import", "--relationship", Enum.GetNames<Relationship>() },
        { "import", "--source", Enum.GetNames<AcquisitionSource>() },
        { "import", "--moment", Enum.GetNames<CollectionMoment>() },
        { "optin", "--topic", Enum.GetNames<Topic>() },
        { "optin", "--language", ["nl", "fr", "en"] },
        { "optin", "--how", [.. Terms.Ways] },
        { "optout", "--scope", ["all", "topic:Projects", "topic:Feedback", "channel:Email", "channel:Post"] },
        { "doubts", "no|none", ["no", "none"] },
        { "suppress", "--reason", Enum.GetNames<SuppressionReason>() },
        { "campaign create", "--kind", [nameof(MessageKind.ProjectOffer), nameof(MessageKind.PolicyNotice)] },
        { "campaign create", "--language", ["nl", "fr", "en"] },
        { "edit", "FIELD=VALUE", [ImportField.GivenName.Word(), ImportField.Mobile.Word(), "relationship", "removeAddress"] },
        { "user add", "--role", [.. Role.All] },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void The_words_stand_below_what_they_are_for(string verb, string input, string[] words)
    {
        var lines = HelpOf(verb).Split('\n').SkipWhile(line => !line.StartsWith($"  {input}", StringComparison.Ordinal)).ToList();

        Assert.EndsWith(":", lines[0].TrimEnd(), StringComparison.Ordinal);
        Assert.Subset(lines[1].Trim().Split(", ").ToHashSet(), words.ToHashSet());
    }

    [Fact]
    public void A_message_in_somebodys_own_file_is_not_offered_as_a_campaign() =>
        Assert.DoesNotContain(nameof(MessageKind.Transactional), HelpOf("campaign create"), StringComparison.Ordinal);

    [Fact]
    public void Serve_names_the_addresses_to_listen_on_and_takes_them_as_a_setting()
    {
        Assert.Contains("--urls URLS", HelpOf("serve"), StringComparison.Ordinal);
        Assert.Equal("http://localhost:1", new CommandLineReader(VerbTable.All, Path.GetTempPath()).Read(["serve", "--urls", "http://localhost:1"]).Settings["urls"]);
    }

    [Fact]
    public void An_opt_in_says_that_it_lifts_no_bar() =>
        Assert.Contains("a standing opt-out, objection or complaint is not lifted by it", HelpOf("optin"), StringComparison.Ordinal);

    private static string HelpOf(string verb) => new CommandLineReader(VerbTable.All, Path.GetTempPath()).Read([.. verb.Split(' '), "--help"]).Help!;
}
