using System.Text.Json;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Commands;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Field;

/// <summary>One server on one folder, which does the verbs of all field cases: their addresses differ.</summary>
public sealed partial class FieldServer : IAsyncDisposable
{
    private readonly RegistryApp app = new();

    public Uri Address => app.Address;

    public string Data => app.Services.GetRequiredService<DataFolder>().Root;

    /// <summary>Types a verb beside the server, which does it.</summary>
    public static async Task<FieldAnswer> RunAsync(IReadOnlyList<string> args, string directory)
    {
        using var caller = new Caller(directory: directory);
        var exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System).TryRunAsync([.. args], caller.Console, TestContext.Current.CancellationToken);
        return new FieldAnswer(exit ?? -1, caller.Output, caller.Error);
    }

    /// <summary>A campaign that was started beside a server is sent by its jobs: waits for their end.</summary>
    public async Task SentAsync(string campaign)
    {
        for (var state = string.Empty; state != "Finished";)
        {
            var status = await RunAsync(["campaign", "status", campaign, "--json", "--data", Data], Data);
            state = StateOf().Match(status.Output).Groups[1].Value;
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [GeneratedRegex("\"state\": ?\"([A-Za-z]+)\"")]
    private static partial Regex StateOf();
}

/// <summary>What a verb answered.</summary>
public sealed record FieldAnswer(int Exit, string Output, string Error)
{
    /// <summary>The answer as JSON: one object, or an array of those that stand one a line; null when there is none.</summary>
    public JsonElement? Json()
    {
        try
        {
            return JsonDocument.Parse(Output).RootElement;
        }
        catch (JsonException)
        {
            var lines = Output.Split('\n').Where(line => line.StartsWith('{')).ToList();
            return lines.Count == 0 ? null : JsonDocument.Parse($"[{string.Join(',', lines)}]").RootElement;
        }
    }
}
