using System.Runtime.CompilerServices;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Web.Commands;

/// <summary><c>suppress</c>: takes over the suppression list of an earlier system, one address a line or a CSV file with a header.</summary>
public sealed class SuppressCommand : Command
{
    /// <summary>A list without a header shows an address within so many lines, even when the first ones cannot be read.</summary>
    private const int LinesLookedAt = 20;

    private static readonly ImportField[] Fields = [ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile];

    private static readonly CommandInput<string> File = CommandInputs.Path("FILE", null, "the list", required: true);
    private static readonly CommandInput<SuppressionReason> Reason = CommandInputs.Word<SuppressionReason>("--reason", "REASON", "why they are suppressed (default: OptOut)");
    private static readonly CommandInput<string> Source = CommandInputs.Text("--source", "TEXT", "where the list comes from");

    public override string Name => "suppress";

    public override string Summary => "loads a suppression list of an earlier system";

    public override IReadOnlyList<CommandInput> Inputs => [File, Reason, Source];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var line = context.Line;
        await using var stream = context.OpenInput(line.Get(File));
        if (!stream.CanSeek)
        {
            throw new CommandRefusedException("The list must be a file.");
        }

        var addresses = IsPlainList(stream) ? Lines(stream, context.Cancellation) : Cells(stream);
        var loaded = await context.Services.GetRequiredService<LoadSuppressions>().ExecuteAsync(
            addresses, line.Get(Reason, SuppressionReason.OptOut), line.TryGet(Source, out var source) ? source : null,
            context.Console.Operator, context.ProgressOf("lines"), context.Cancellation);
        if (loaded is { Added: 0, Known: 0, Unreadable.Count: 0 })
        {
            throw new CommandRefusedException("The file is empty: nothing was stored.");
        }

        await context.AnswerAsync(
            $"{loaded.Added} addresses newly suppressed, {loaded.Known} were so before, {loaded.Unreadable.Count} unreadable{(loaded.Unreadable.Count > 0 ? $" (lines {string.Join(", ", loaded.Unreadable)})" : "")}.",
            new { added = loaded.Added, known = loaded.Known, unreadable = loaded.Unreadable });
        return CommandExecution.Done;
    }

    private static bool IsPlainList(Stream stream)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var looked = 0; looked < LinesLookedAt && reader.ReadLine() is { } line; looked++)
        {
            if (Address.Read(line) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static async IAsyncEnumerable<(long Line, string Text)> Lines(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        stream.Position = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (var number = 1L; await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            yield return (number, line);
        }
    }

    private static async IAsyncEnumerable<(long Line, string Text)> Cells(Stream stream)
    {
        var file = ImportFile.Open(stream);
        if (file.Error is { } error)
        {
            throw new CommandRefusedException($"The file cannot be read as a list ({error}): nothing was stored.");
        }

        using var records = file.OpenRecords()!;
        var columns = Fields.Select(file.Mapping!.IndexOf).Where(index => index >= 0).ToList();
        while (records.MoveNext())
        {
            // A record that is broken has no cells to trust: its line is reported as unreadable.
            var cells = file.FaultOf(records) is null ? columns.ConvertAll(index => records[index]) : ["?"];
            foreach (var cell in cells)
            {
                yield return (records.Line, cell);
            }
        }

        await Task.CompletedTask;
    }
}
