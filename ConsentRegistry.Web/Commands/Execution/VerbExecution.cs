using System.Globalization;
using System.Net.Sockets;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Storage.Sqlite;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Execution;

/// <summary>Runs one verb for one caller and turns every end of it into an exit code with its text.</summary>
public static class VerbExecution
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs the verb of <paramref name="line"/> in a scope of its own, or prints the usage that was asked for.</summary>
    /// <returns>The exit code of INTERFACES 1; what led to 1 or 2 stands on the caller's standard error.</returns>
    public static Task<int> RunAsync(CommandLine line, VerbConsole console, IServiceProvider services, CancellationToken cancellation, CancellationToken ownerStops = default) =>
        GuardAsync(console, async () =>
        {
            if (line.Help is not null)
            {
                await console.Out.WriteAsync(line.Help);
                return Done;
            }

            // A verb prints the same wherever it runs; only files made for people go by the caller's language.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            CultureInfo.CurrentUICulture = console.Language;
            await using var scope = services.CreateAsyncScope();
            if (line.Verb.IsRecorded)
            {
                var audit = scope.ServiceProvider.GetRequiredService<AuditTrail>();
                var details = new Dictionary<string, string> { ["verb"] = line.Verb.Name };
                await (line.Verb.WaitsForAudit
                    ? audit.RecordAsync(console.Operator, AuditAction.VerbRun, details: details)
                    : audit.RecordBehindAsync(console.Operator, AuditAction.VerbRun, details: details));
            }

            try
            {
                return await line.Verb.RunAsync(new VerbContext(line, console, scope.ServiceProvider, cancellation, ownerStops));
            }
            catch (VerbUsageException e) when (e.Usage is null)
            {
                throw new VerbUsageException(e.Message, VerbUsage.InShort(line.Verb));
            }
        });

    /// <summary>Runs a part of a verb's life; whatever it throws becomes a sentence and an exit code.</summary>
    public static async Task<int> GuardAsync(VerbConsole console, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (VerbUsageException e)
        {
            await console.Error.WriteLineAsync($"{e.Message}\n\n{e.Usage}");
            return WrongUsage;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("Stopped before it was done.");
            return Refused;
        }
        catch (Exception e)
        {
            await console.Error.WriteLineAsync(SqliteProblems.SentenceOf(e) ?? SentenceOf(e));
            return Refused;
        }
    }

    // Exceptions of the registry carry no personal data (guarantee 10), so their text may be shown.
    private static string SentenceOf(Exception problem) => problem switch
    {
        VerbRefusedException or StartRefusedException or IOException or UnauthorizedAccessException => problem.Message,
        SocketException => $"An address of --urls or Public:Urls cannot be listened on: {problem.Message}.",
        _ => $"The verb failed ({problem.GetType().Name}): {problem.Message}",
    };
}
