using ConsentRegistry.Core.PrivacyOffice.Deadlines;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>deadlines</c>: the days that follow from the receipt of a rights request (RULES 5). Its answer is one JSON object, asked for or not.</summary>
public sealed class DeadlinesVerb : Verb
{
    private static readonly VerbInput<DateOnly> Received = VerbInputs.Day("RECEIVED-DATE", null, "the Brussels day on which the request came in, like 2026-03-05", required: true);

    public override string Name => "deadlines";

    public override string Summary => "prints the legal and internal deadlines of a rights request";

    public override IReadOnlyList<VerbInput> Inputs => [Received];

    public override bool NeedsFolder => false;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var received = context.Line.Get(Received);
        if (received.Year == DateOnly.MaxValue.Year)
        {
            throw new VerbRefusedException($"The deadlines of {received:yyyy-MM-dd} fall after the year 9999.");
        }

        await context.WriteJsonAsync(RequestDeadlines.For(received));
        return VerbExecution.Done;
    }
}
