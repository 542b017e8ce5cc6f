using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Tests.Commands.Reading;

/// <summary>What a shell is answered that completes a line, in the way that docs/command-line.md sets up.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("ConsentRegistry.Web de", new[] { "decide", "deadlines" })]
    [InlineData("ConsentRegistry.Web campaign ", new[] { "create", "start", "export" })]
    [InlineData("ConsentRegistry.Web campaign st", new[] { "start", "status" })]
    [InlineData("ConsentRegistry.Web check a@b.example --", new[] { "--kind", "--channel", "--carries-notice", "--data", "--json" })]
    [InlineData("ConsentRegistry.Web check a@b.example --channel ", new[] { "Email", "Phone" })]
    [InlineData("/opt/registry/ConsentRegistry.Web --data folder user add a@b.example An --role ", new[] { "Recruiter", "Marketing" })]
    public void What_may_follow_is_proposed(string line, string[] proposals) =>
        Assert.Subset(Suggest(line).ToHashSet(), proposals.ToHashSet());

    [Fact]
    public void Every_word_of_a_value_is_proposed_and_nothing_else() => Assert.Equal(
        Enum.GetNames<MessageKind>().Order(StringComparer.Ordinal),
        Suggest("ConsentRegistry.Web check a@b.example --kind ").Order(StringComparer.Ordinal));

    [Fact]
    public void The_way_in_which_settings_travel_is_not_proposed() =>
        Assert.DoesNotContain(VerbTree.Settings, Suggest("ConsentRegistry.Web "));

    [Fact]
    public async Task The_program_answers_without_a_data_folder_and_ends()
    {
        using var place = new TemporaryDirectory();
        using var caller = new Caller(directory: place.Path);

        var exit = await new VerbDispatch(VerbTable.All, (_, _, _) => throw new InvalidOperationException(), TimeProvider.System)
            .TryRunAsync(["[suggest:26]", "ConsentRegistry.Web verify"], caller.Console, TestContext.Current.CancellationToken);

        Assert.Equal(VerbExecution.Done, exit);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Path));
    }

    private static string[] Suggest(string line)
    {
        using var answer = new StringWriter();
        Assert.True(new CommandLineReader(VerbTable.All, Path.GetTempPath()).TrySuggest([$"[suggest:{line.Length}]", line], answer));
        return answer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
