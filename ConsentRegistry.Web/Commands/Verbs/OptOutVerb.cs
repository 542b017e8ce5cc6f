using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>optout</c>: records an opt-out as the screens do, for everybody who has the address and also when nobody does.</summary>
public sealed class OptOutVerb : Verb
{
    private static readonly VerbInput<string> Address = VerbInputs.Text("ADDRESS", null, "an e-mail address or phone number in any spelling", required: true);
    private static readonly VerbInput<BarScope> Scope = new(
        "--scope", "SCOPE", "what is barred: all (default), topic:TOPIC, topic:TOPIC:CHANNEL or channel:CHANNEL, with these words",
        (text, _) => BarScope.TryParse(text, out var scope) ? (true, scope.Value) : (false, default), "all, topic:TOPIC, topic:TOPIC:CHANNEL or channel:CHANNEL")
    {
        Words =
        [
            BarScope.Everything.ToString(),
            .. Enum.GetValues<Topic>().Select(topic => new BarScope(topic, null).ToString()),
            .. Enum.GetValues<Channel>().Select(channel => new BarScope(null, channel).ToString()),
        ],
    };
    private static readonly VerbInput<DateTimeOffset> ReceivedAt = VerbInputs.Instant("--received-at", "INSTANT", "when the wish reached us (default: now)");
    private static readonly VerbInput<string> Note = VerbInputs.Text("--note", "TEXT", "what else should be remembered");

    public override string Name => "optout";

    public override string Summary => "records an opt-out";

    public override IReadOnlyList<VerbInput> Inputs => [Address, Scope, ReceivedAt, Note];

    public override bool BeginsRegistry => true;

    public override bool WaitsForAudit => false;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        if (Core.Addresses.Address.Read(line.Get(Address)) is not { } address)
        {
            throw VerbRefusals.For(Refusal.AddressUnreadable);
        }

        var scope = line.Get(Scope, BarScope.Everything);
        var done = (await context.Services.GetRequiredService<RecordOptOut>().ExecuteAsync(
            address,
            new NewOptOut(scope)
            {
                ReceivedAt = line.TryGet(ReceivedAt, out var at) ? at : null,
                Note = line.TryGet(Note, out var note) ? note : null,
                EntryPoint = EntryPoint.CommandLine,
            },
            context.Console.Operator,
            context.Cancellation)).OrRefuse();
        await context.AnswerAsync(
            $"Opted out ({scope}). Addresses barred: {done.Addresses}; people in the registry who have them: {done.People.Count}.{(done.Behind ? " The opt-out holds; the database is updated later." : "")}",
            new { scope = scope.ToString(), people = done.People, addresses = done.Addresses, behind = done.Behind });
        return VerbExecution.Done;
    }
}
