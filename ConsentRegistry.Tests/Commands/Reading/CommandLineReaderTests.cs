using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Commands.Verbs;
using static ConsentRegistry.Tests.Commands.SomeVerbs;

namespace ConsentRegistry.Tests.Commands.Reading;

public sealed class CommandLineReaderTests
{
    private static readonly string Directory = Path.Combine(Path.GetTempPath(), "start");

    [Theory]
    [InlineData("nosuch", "Unknown verb \"nosuch\".")]
    [InlineData("say a --nosuch", "Unknown option --nosuch.")]
    [InlineData("--nosuch", "Unknown option --nosuch.")]
    [InlineData("--nosuch=1", "Unknown option --nosuch.")]
    [InlineData("say a --channel=", "--channel: \"\" is not one of Email, Phone, Sms, Post.")]
    [InlineData("say --loud", "WORD is missing.")]
    [InlineData("say a --channel", "--channel needs a value.")]
    [InlineData("say a --channel --loud", "--channel needs a value.")]
    [InlineData("say a --channel Pigeon", "--channel: \"Pigeon\" is not one of Email, Phone, Sms, Post.")]
    [InlineData("say a --channel 1", "--channel: \"1\" is not one of Email, Phone, Sms, Post.")]
    [InlineData("say a --at 2026-03-16T09:00:00", "--at: \"2026-03-16T09:00:00\" is not an instant with its offset, like 2026-03-16T09:00:00+01:00.")]
    [InlineData("say a --at 2026-02-30T09:00:00Z", "--at: \"2026-02-30T09:00:00Z\" is not an instant with its offset, like 2026-03-16T09:00:00+01:00.")]
    [InlineData("say a --on 2026-02-29", "--on: \"2026-02-29\" is not a day like 2026-03-05.")]
    [InlineData("say a --loud=yes", "--loud takes no value.")]
    [InlineData("say a --loud --loud", "--loud is given twice.")]
    [InlineData("say a --data x --data y", "--data is given twice.")]
    [InlineData("say a --channel --nosuch", "--channel needs a value.")]
    [InlineData("say a --channel -- b", "--channel needs a value.")]
    [InlineData("say a --file --Gate:FeedbackDays 30", "--file needs a value.")]
    [InlineData("say a --file --Public= b", "--file needs a value.")]
    [InlineData("say a --Gate:FeedbackDays", "--Gate:FeedbackDays needs a value.")]
    [InlineData("say a --Gate:FeedbackDays --loud", "--Gate:FeedbackDays needs a value.")]
    [InlineData("say a --file= b", "--file: \"\" is not a path.")]
    [InlineData("say a --Loud", "Unknown option --Loud. Did you mean --loud?")]
    [InlineData("say a --chanel Sms", "Unknown option --chanel. Did you mean --channel?")]
    [InlineData("say a --cha Sms", "Unknown option --cha. Did you mean --channel?")]
    [InlineData("say a --josn", "Unknown option --josn. Did you mean --json?")]
    [InlineData("say a --channels=Sms", "Unknown option --channels. Did you mean --channel?")]
    [InlineData("say a --x", "Unknown option --x.")]
    [InlineData("wiat", "Unknown verb \"wiat\". Did you mean wait?")]
    [InlineData("gruop start", "Unknown verb \"gruop\". Did you mean group?")]
    [InlineData("group strat", "\"group\" needs one of: start, stop. Did you mean start?")]
    [InlineData("say a --nosuch=b", "Unknown option --nosuch.")]
    [InlineData("--file x say a", "Unknown option --file.")]
    [InlineData("surplus copy", "Unknown verb \"surplus\".")]
    [InlineData("[diagram] copy", "Unknown verb \"[diagram]\".")]
    [InlineData("SAY a", "Unknown verb \"SAY\". Did you mean say?")]
    [InlineData("-- surplus", "Unexpected argument \"surplus\".")]
    [InlineData("copy -- --loud", "Unexpected argument \"--loud\".")]
    [InlineData("serve --urls http://a:1 --urls http://b:1", "--urls is given twice.")]
    [InlineData("copy surplus", "Unexpected argument \"surplus\".")]
    [InlineData("group", "\"group\" needs one of: start, stop.")]
    [InlineData("group nosuch", "\"group\" needs one of: start, stop.")]
    public void A_wrong_line_says_what_is_wrong_and_carries_the_usage(string line, string expected)
    {
        var problem = Assert.Throws<VerbUsageException>(() => Read(line));

        Assert.Equal(expected, problem.Message);
        Assert.StartsWith("Usage: ", problem.Usage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_usage_is_that_of_the_verb_when_there_is_one_and_the_list_otherwise()
    {
        Assert.StartsWith("Usage: ConsentRegistry.Web say WORD… [--channel CHANNEL]", Assert.Throws<VerbUsageException>(() => Read("say")).Usage, StringComparison.Ordinal);
        Assert.Contains(" copy ", Assert.Throws<VerbUsageException>(() => Read("nosuch")).Usage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch", "ConsentRegistry.Web --help")]
    [InlineData("campaign", "ConsentRegistry.Web --help")]
    [InlineData("campaign create", "ConsentRegistry.Web campaign create --help")]
    [InlineData("check", "ConsentRegistry.Web check --help")]
    public void The_usage_of_a_wrong_line_is_short_and_says_where_the_rest_is(string line, string more)
    {
        var usage = Assert.Throws<VerbUsageException>(() => new CommandLineReader(VerbTable.All, Directory).Read(line.Split(' '))).Usage!;

        Assert.InRange(usage.Split('\n').Length, 2, 8);
        Assert.EndsWith(more, usage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("--data folder")]
    [InlineData("--urls http://localhost:1 --Gate:FeedbackDays=30")]
    [InlineData("--Public= --Public:Urls=http://localhost:2 --Logging= --Logging:LogLevel=")]
    public void Without_another_verb_the_web_application_is_meant(string line) => Assert.IsType<ServeVerb>(Read(line).Verb);

    [Fact]
    public void Every_kind_of_input_is_read()
    {
        var line = Read("say one two --channel sms --at 2026-03-16T09:00:00+01:00 --on 2026-03-16 --loud --json --quiet");

        Assert.Equal(["one", "two"], line.All(SayVerb.Words));
        Assert.Equal(Channel.Sms, line.Get(SayVerb.By));
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 8, 0, 0, TimeSpan.Zero), line.Get(SayVerb.At));
        Assert.Equal(new DateOnly(2026, 3, 16), line.Get(SayVerb.On));
        Assert.True(line.Has(SayVerb.Loud) && line.Json && line.Quiet);
        Assert.False(line.Has(SayVerb.File));
    }

    [Theory]
    [InlineData("say a --file list.csv", "list.csv")]
    [InlineData("say a --file=sub/../list.csv", "list.csv")]
    public void A_path_counts_from_the_directory_of_the_caller(string line, string expected) =>
        Assert.Equal(Path.Combine(Directory, expected), Read(line).Get(SayVerb.File));

    [Fact]
    public void An_absolute_path_and_standard_input_stay_as_they_are()
    {
        Assert.Equal("/lists/list.csv", Read("say a --file /lists/list.csv").Get(SayVerb.File));
        Assert.Equal("-", Read("say a --file -").Get(SayVerb.File));
    }

    [Fact]
    public void After_two_dashes_nothing_is_an_option() => Assert.Equal(["--loud", "--"], Read("say -- --loud --").All(SayVerb.Words));

    [Theory]
    [InlineData("-")]
    [InlineData("-5")]
    [InlineData("-lj")]
    [InlineData("/help")]
    [InlineData("@nosuch.txt")]
    [InlineData("a@b.example:1=2")]
    [InlineData("say")]
    [InlineData("serve")]
    [InlineData("[suggest]")]
    [InlineData("\"quoted")]
    public void A_word_is_taken_as_it_was_typed(string word)
    {
        Assert.Equal(["a", word], Read($"say a {word}").All(SayVerb.Words));
        Assert.Equal(Path.Combine(Directory, word), Path.Combine(Directory, Read($"say a --file {word}").Get(SayVerb.File)));
        Assert.Equal(Path.Combine(Directory, word), Path.Combine(Directory, Read($"say a --file={word} --loud").Get(SayVerb.File)));
    }

    [Fact]
    public void A_value_that_begins_with_dashes_is_attached() =>
        Assert.Equal(Path.Combine(Directory, "--loud"), Read("say a --file=--loud").Get(SayVerb.File));

    [Fact]
    public void A_setting_may_have_any_value_that_is_attached() => Assert.Equal("--loud", Read("serve --urls=--loud").Settings["urls"]);

    [Theory]
    [InlineData("--data folder say a")]
    [InlineData("say a --data folder")]
    [InlineData("say --data=folder a")]
    [InlineData("say a --Storage:DataDirectory folder --data folder")]
    public void The_data_folder_may_be_named_anywhere(string line) =>
        Assert.Equal(Path.Combine(Directory, "folder"), Read(line).Settings["Storage:DataDirectory"]);

    [Fact]
    public void A_setting_of_the_command_line_stands_above_all_others()
    {
        var configuration = CommandLineConfiguration.Build(Read("say a --Logging:LogLevel:Default Trace").Settings);

        Assert.Equal("Trace", configuration["Logging:LogLevel:Default"]);
        Assert.Equal(Path.Combine(Directory, "data"), configuration.DataFolder(Directory));
    }

    [Theory]
    [InlineData("--help", "Usage: ConsentRegistry.Web [verb]")]
    [InlineData("say --help", "Usage: ConsentRegistry.Web say ")]
    [InlineData("--help say", "Usage: ConsentRegistry.Web say ")]
    [InlineData("group --help", "Usage: ConsentRegistry.Web [verb]")]
    [InlineData("group stop --help", "Usage: ConsentRegistry.Web group stop ")]
    [InlineData("say --channel --help", "Usage: ConsentRegistry.Web say ")]
    [InlineData("--data folder say --help", "Usage: ConsentRegistry.Web say ")]
    [InlineData("nosuch --help", "Usage: ConsentRegistry.Web [verb]")]
    public void Help_is_given_whatever_else_is_wrong(string line, string expected) =>
        Assert.StartsWith(expected, Read(line).Help, StringComparison.Ordinal);

    private static CommandLine Read(string line) =>
        new CommandLineReader(new SomeVerbs().Table, Directory).Read(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
