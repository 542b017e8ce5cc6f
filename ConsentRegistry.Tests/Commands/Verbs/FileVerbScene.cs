using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>Somebody who types verbs in a folder with one file of candidates, beside a registry that was begun and holds nothing yet.</summary>
public abstract class FileVerbScene : IDisposable
{
    private const string NoDatabase = "There was no database in ";

    protected const string Candidates = "Voornaam;Naam;E-mail\nAn;Peeters;an@voorbeeld.example\nJan;Maes;jan@voorbeeld.example\nNiemand;Nergens;geen adres\n";

    private readonly TemporaryDirectory place = new();

    protected FileVerbScene()
    {
        File.WriteAllText(Path.Combine(Place, "candidates.csv"), Candidates);
        DataFolder.CreatePrivate(Data);
        // All that a start leaves which is killed at once: verbs that only read begin nothing by themselves.
        File.WriteAllText(Path.Combine(Data, FolderOwnership.LockFileName), "");
    }

    protected string Place => place.Path;

    protected string Data => Path.Combine(Place, "data");

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

    // That there was nothing yet, which the first verb says.
    protected static string WithoutNotice(string error) => error.StartsWith(NoDatabase, StringComparison.Ordinal) ? error[(error.IndexOf('\n', StringComparison.Ordinal) + 1)..] : error;

    protected async Task<(int? Exit, string Error)> RunInAsync(string language, string line)
    {
        using var caller = new Caller(directory: Place, language: language);
        return (await RunAsync(caller, line), WithoutNotice(caller.Error));
    }

    private protected async Task<int?> RunAsync(Caller caller, string line)
    {
        var exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
            .TryRunAsync([.. line.Split(' ')], caller.Console, TestContext.Current.CancellationToken);
        OpenDatabases.Close(Place);
        return exit;
    }
}
