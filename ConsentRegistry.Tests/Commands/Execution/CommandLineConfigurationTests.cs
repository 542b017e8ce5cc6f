using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Execution;

public sealed class CommandLineConfigurationTests
{
    [Theory]
    [InlineData("Journal:Copies", "/srv/one; /mnt/two", "/srv/one|/mnt/two")]
    [InlineData("Journal:Copies", "/srv/one", "/srv/one")]
    [InlineData("Journal:Copies:0", "/srv/one", "/srv/one")]
    [InlineData("Journal:Directory", "/srv/other", "")]
    public void Further_places_of_the_journal_are_a_list_or_one_text_and_never_lost(string name, string value, string places)
    {
        var options = CommandLineConfiguration.Build(new Dictionary<string, string?> { [name] = value }).RegistryOptions("/data");

        Assert.Equal(places, string.Join('|', options.JournalCopies));
    }
}
