using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Crash;

/// <summary>Guarantee 9 with every single file of a data folder broken in every way: what is started ends or answers, says what is wrong, and never says yes to whom somebody opted out.</summary>
public sealed class BrokenFilesTests : IDisposable
{
    private const string An = "an@voorbeeld.example";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory whole = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults { get; } = ["missing", "empty", "foreign", "truncated", "read-only", "directory"];

    public void Dispose() => whole.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whichever_file_is_broken_verbs_end_with_a_sentence_and_nobody_is_allowed_by_mistake(string fault)
    {
        Assert.Equal(0, (await RunAsync(whole.Path, "optout", An)).Exit);
        Assert.Equal(0, (await RunAsync(whole.Path, "user", "add", "ada@imalink.example", "Ada", "--role", "Administrator")).Exit);
        var files = Directory.GetFiles(whole.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(whole.Path, file)).Order().ToList();
        Assert.Contains(Path.Combine("data", "registry.db"), files);
        var wrong = new List<string>();
        foreach (var file in files)
        {
            using var place = new TemporaryDirectory();
            Copy(whole.Path, place.Path);
            Break(Path.Combine(place.Path, file), fault);
            foreach (var verb in new[] { new[] { "check", An, "--kind", "EventInvitation" }, ["verify"], ["optout", "bert@voorbeeld.example"], ["repair-journal"] })
            {
                var (exit, output, error) = await RunAsync(place.Path, verb);
                if (exit is not (0 or 1) || (exit == 1 && error.Length + output.Length == 0) || error.Contains("The verb failed", StringComparison.Ordinal)
                    || (verb[0] == "check" && output.StartsWith("Allow", StringComparison.Ordinal)))
                {
                    wrong.Add($"{file} {fault}: {verb[0]} ended with {exit}. {output} {error}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Break(string file, string fault)
    {
        var content = File.ReadAllBytes(file);
        switch (fault)
        {
            case "read-only":
                File.SetAttributes(file, FileAttributes.ReadOnly);
                return;
            case "empty":
                File.WriteAllBytes(file, []);
                return;
            case "truncated":
                File.WriteAllBytes(file, content[..(content.Length / 2)]);
                return;
            case "foreign":
                File.WriteAllBytes(file, [.. Enumerable.Range(0, Math.Max(content.Length, 64)).Select(i => (byte)(i * 37))]);
                return;
        }

        File.Delete(file);
        if (fault == "directory")
        {
            Directory.CreateDirectory(file);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var directory in Directory.GetDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    private static async Task<(int? Exit, string Output, string Error)> RunAsync(string place, params string[] args)
    {
        using var caller = new Caller(directory: place);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        try
        {
            var exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync(args, caller.Console, limit.Token).WaitAsync(limit.Token);
            return (exit, caller.Output, caller.Error);
        }
        catch (OperationCanceledException)
        {
            return (null, caller.Output, $"{caller.Error} It did not end.");
        }
        finally
        {
            OpenDatabases.Close(place);
        }
    }
}
