using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>doubts</c>: lists the unclear refusals that nobody has answered, or answers one, or all of one word of a file.</summary>
public sealed partial class DoubtsVerb : Verb
{
    private const string No = "no";
    private const string None = "none";
    private const int AtOnce = 1000;
    private const int LongestValue = 60;

    private static readonly VerbInput<Guid> Answer = new(
        "--answer", "ID", "the one that is answered; with the id of a word, all who have it", (text, _) => (Guid.TryParse(text, out var id), id), "an id of the list");
    private static readonly VerbInput<string> Which = VerbInputs.OneOf("no|none", null, "no: it was a refusal, barred from its date; none: it was not", [No, None]);
    private static readonly VerbInput<string> Reason = VerbInputs.Text("--reason", "TEXT", "the reason for the answer; kept in the history of the person");

    public override string Name => "doubts";

    public override string Summary => "lists the unclear refusals of files that nobody has answered; answers them";

    public override IReadOnlyList<VerbInput> Inputs => [Answer, Which, Reason];

    public override Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        if (!line.TryGet(Answer, out var id))
        {
            return line.Has(Which) || line.Has(Reason) ? throw new VerbUsageException("--answer says which one is answered.") : ListAsync(context);
        }

        if (!line.TryGet(Which, out var which))
        {
            throw new VerbUsageException($"--answer {id} needs the answer: {No} when it was a no, {None} when it was none.");
        }

        return line.TryGet(Reason, out var reason) && !string.IsNullOrWhiteSpace(reason)
            ? AnswerAsync(context, id, which == No ? DoubtAnswer.WasNo : DoubtAnswer.WasNone, reason)
            : throw new VerbUsageException("--reason is missing: it stays in the history of the person.");
    }

    private static async Task<int> AnswerAsync(VerbContext context, Guid id, DoubtAnswer answer, string reason)
    {
        var ofWord = await context.Services.GetRequiredService<DoubtQueries>().IdsOfGroupAsync(id, context.Cancellation);
        IReadOnlyList<Guid> asked = ofWord.Count > 0 ? ofWord : [id];
        var answered = (await context.Services.GetRequiredService<AnswerDoubts>()
            .ExecuteAsync(asked, answer, reason, context.Console.Operator, context.Cancellation)).OrRefuse();
        await context.AnswerAsync(
            $"Unclear refusals answered: {answered}. {(answer == DoubtAnswer.WasNo ? "They were a no, and are barred from their date on." : "They were no refusal.")}",
            new { answered, answer = answer == DoubtAnswer.WasNo ? No : None });
        if (answered < asked.Count)
        {
            await context.SayAsync($"Not answered: {asked.Count - answered}. Somebody else was quicker, or the database is behind; what is barred holds.");
        }

        return VerbExecution.Done;
    }

    private static async Task<int> ListAsync(VerbContext context)
    {
        var queries = context.Services.GetRequiredService<DoubtQueries>();
        var words = new Dictionary<Guid, (OpenDoubt First, int Count)>();
        var listed = new List<object>();
        for (var part = await queries.ListAsync(0, AtOnce, context.Cancellation); part.Count > 0; part = await queries.ListAsync(part[^1].Sequence, AtOnce, context.Cancellation))
        {
            foreach (var doubt in part)
            {
                words[doubt.Word] = words.TryGetValue(doubt.Word, out var known) ? known with { Count = known.Count + 1 } : (doubt, 1);
                if (context.Line.Json)
                {
                    listed.Add(ObjectOf(doubt));
                }
                else
                {
                    await context.AnswerAsync($"{doubt.Id}  line {doubt.Line} of {doubt.FileName}: {WordOf(doubt)} ({doubt.Scope})", doubt.Id);
                }
            }
        }

        await SumUpAsync(context, words, listed);
        return VerbExecution.Done;
    }

    private static async Task SumUpAsync(VerbContext context, Dictionary<Guid, (OpenDoubt First, int Count)> words, List<object> listed)
    {
        if (context.Line.Json)
        {
            await context.WriteJsonAsync(new { open = listed.Count, doubts = listed });
            return;
        }

        if (words.Count == 0)
        {
            await context.AnswerAsync("No unclear refusal is open.", words.Count);
        }

        foreach (var (id, (first, count)) in words.Where(each => each.Value.Count > 1))
        {
            await context.SayAsync($"{id}  all {count} of {WordOf(first)} in {first.FileName}, to be answered at once");
        }
    }

    private static object ObjectOf(OpenDoubt doubt) => new
    {
        id = doubt.Id,
        word = doubt.Word,
        import = doubt.Import,
        file = doubt.FileName,
        line = doubt.Line,
        header = AddressMask.In(doubt.Header),
        value = AddressMask.In(doubt.Value),
        topic = doubt.Scope.Topic,
        channel = doubt.Scope.Channel,
        receivedAt = doubt.ReceivedAt,
    };

    private static string WordOf(OpenDoubt doubt)
    {
        var value = LineEnds().Replace(AddressMask.In(doubt.Value), " ");
        return $"{AddressMask.In(doubt.Header)} = {(value.Length > LongestValue ? value[..LongestValue] + "…" : value)}";
    }

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineEnds();
}
