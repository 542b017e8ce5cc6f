using System.Text.RegularExpressions;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Account.SecondFactors;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Hosting;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary>The verb without which nothing is typed: the web application. Program.cs composes it; here is what it has in common with the other verbs.</summary>
public sealed partial class ServeVerb : Verb
{
    public const string Word = "serve";

    private static readonly VerbInput<string> Urls = new(
        "--urls", "URLS", "the addresses to listen on, divided by semicolons (default: http://localhost:5080)", (text, _) => (text.Length > 0, text), "an address")
    {
        Setting = "urls",
    };

    public override string Name => Word;

    public override string Summary => "the web application on http://localhost:5080 (also without a verb)";

    public override IReadOnlyList<VerbInput> Inputs => [Urls];

    public override Task<int> RunAsync(VerbContext context) => throw new VerbRefusedException("The data folder is served already.");

    /// <summary>Takes the data folder for the web application.</summary>
    /// <param name="args">A command line that <see cref="VerbTable.TryRunAsync"/> has left to the web application.</param>
    /// <returns>The folder and the settings; null when it is refused or another process owns it, which standard error then says.</returns>
    public static async Task<ServeStart?> TakeFolderAsync(IReadOnlyList<string> args)
    {
        using var console = VerbConsole.OfThisProcess();
        ServeStart? start = null;
        await VerbExecution.GuardAsync(console, () =>
        {
            var line = new CommandLineReader(VerbTable.All, console.Directory).Read(args);
            var configuration = CommandLineConfiguration.Build(line.Settings);
            RequireAddresses(configuration["urls"]);
            RequireAddresses(configuration["Public:Urls"]);
            RequireOwnPorts(configuration["Public:Urls"]);
            TrustedProxies.Read(configuration);
            AccountOptions.Read(configuration);
            var folder = configuration.DataFolder(console.Directory);
            var options = configuration.RegistryOptions(folder);
            List<string> problems = [.. options.Smtp.Problems(), .. options.Pickup.Problems()];
            if (problems.Count > 0)
            {
                throw new VerbRefusedException(string.Join('\n', problems));
            }

            foreach (var problem in options.Organisation.Problems())
            {
                console.Error.WriteLine($"Warning: {problem}");
            }

            start = FolderOwnership.Claim(folder, Word, TimeProvider.System) switch
            {
                FolderOwnershipClaim.Owned owned => new ServeStart(owned.Ownership, line.Settings),
                FolderOwnershipClaim.HeldBy held => throw new VerbRefusedException(
                    $"The data folder {folder} is in use by {held.Holder}. Stop that process first, or name another folder with --data."),
                FolderOwnershipClaim.Refused refused => throw new VerbRefusedException(refused.Sentence),
                _ => throw new InvalidOperationException("The claim is none of its three cases."),
            };
            return Task.FromResult(VerbExecution.Done);
        });
        return start;
    }

    /// <summary>The web server takes an address whose port it cannot read for a name, and then listens on port 80 of every interface.</summary>
    private static void RequireAddresses(string? urls)
    {
        var bad = Parts(urls).FirstOrDefault(url => !ListeningAddress().IsMatch(url));
        if (bad is not null)
        {
            throw new VerbRefusedException($"{bad} is no address to listen on; write it like http://localhost:5080.");
        }
    }

    /// <summary>By a socket file or a port that the system chooses, a public request could not be told from one from inside.</summary>
    private static void RequireOwnPorts(string? urls)
    {
        var bad = Parts(urls).FirstOrDefault(url => BindingAddress.Parse(url) is { IsUnixPipe: true } or { Port: 0 });
        if (bad is not null)
        {
            throw new VerbRefusedException($"{bad} cannot be a public address: Public:Urls names ports, like http://192.0.2.1:8080.");
        }
    }

    private static string[] Parts(string? urls) => (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^https?://(unix:/.+|(\[[0-9a-f:.%]+\]|[^\s/:\[\]]+)(:[0-9]{1,5})?/?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ListeningAddress();
}
