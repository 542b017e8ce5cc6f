using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>Somebody who types verbs in a folder with one file of candidates, and has no registry yet.</summary>
public abstract class FileVerbScene : IDisposable
{
    protected const string NoRegistry = "There was no registry in ";

    protected const string Candidates = "Voornaam;Naam;E-mail\nAn;Peeters;an@voorbeeld.example\nJan;Maes;jan@voorbeeld.example\nNiemand;Nergens;geen adres\n";

    private readonly TemporaryDirectory place = new();

    protected FileVerbScene() => File.WriteAllText(Path.Combine(Place, "candidates.csv"), Candidates);

    protected string Place => place.Path;

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<string> DoneAsync(string line)
    {
        var (exit, output, error) = await RunAsync(line);
        Assert.Equal((0, ""), (exit, error));
        return output;
    }

    protected async Task<(int? Exit, string Output, string Error)> RunAsync(string line)
    {
        using var caller = new Caller(directory: Place);
        var exit = await RunAsync(caller, line);
        return (exit, caller.Output, WithoutNotice(caller.Error));
    }

    // Most of these tests begin in an empty folder, which the verb says.
    protected static string WithoutNotice(string error) => error.StartsWith(NoRegistry, StringComparison.Ordinal) ? error[(error.IndexOf('\n', StringComparison.Ordinal) + 1)..] : error;

    protected async Task<(int? Exit, string Error)> RunInAsync(string language, string line)
    {
        using var caller = new Caller(directory: Place, language: language);
        return (await RunAsync(caller, line), WithoutNotice(caller.Error));
    }

    private protected async Task<int?> RunAsync(Caller caller, string line)
    {
        var exit = await new CommandDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
            .TryRunAsync([.. line.Split(' ')], caller.Console, TestContext.Current.CancellationToken);
        OpenDatabases.Close(Place);
        return exit;
    }
}
