using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;

namespace ConsentRegistry.Web.Commands;

/// <summary><c>optin</c>: records an opt-in as the screens do. It is proven only when all of it is there, and it never lifts a bar.</summary>
public sealed class OptInCommand : Command
{
    private static readonly CommandInput<string> Address = CommandInputs.Text("ADDRESS", null, "an address of the person", required: true);
    private static readonly CommandInput<Topic> Topic = CommandInputs.Word<Topic>("--topic", "TOPIC", "what the person agreed to", required: true);
    private static readonly CommandInput<Channel> Channel = CommandInputs.Word<Channel>("--channel", "CHANNEL", "the way the person agreed to", required: true);
    private static readonly CommandInput<DateTimeOffset> At = CommandInputs.Instant("--at", "INSTANT", "when the person agreed", required: true);
    private static readonly CommandInput<string> Wording = CommandInputs.Text("--wording", "TEXT", "the words shown");
    private static readonly CommandInput<string> Language = CommandInputs.Text("--language", "LANGUAGE", "nl, fr or en");
    private static readonly CommandInput<string> Policy = CommandInputs.Text("--policy", "VERSION", "the policy version shown");
    private static readonly CommandInput<string> How = CommandInputs.Text("--how", "HOW", "form, letter, call…");
    private static readonly CommandInput<string> Evidence = CommandInputs.Path("--evidence", "FILE", "the proof");

    public override string Name => "optin";

    public override string Summary => "records an opt-in with its proof";

    public override IReadOnlyList<CommandInput> Inputs => [Address, Topic, Channel, At, Wording, Language, Policy, How, Evidence];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var line = context.Line;
        var given = line.Get(Address);
        var channel = line.Get(Channel);
        var person = (await context.Services.GetRequiredService<FindPerson>().ExecuteAsync(given, context.Cancellation)).OrRefuse();
        var evidence = line.TryGet(Evidence, out var file) ? await ReadAsync(context, file) : null;
        var proven = (await context.Services.GetRequiredService<RecordOptIn>().ExecuteAsync(
            new NewOptIn(person, line.Get(Topic), channel)
            {
                ContactPoint = await ContactPointAsync(context, person, channel, given),
                GivenAt = line.Get(At),
                Wording = line.TryGet(Wording, out var wording) ? wording : null,
                Language = line.TryGet(Language, out var language) ? language : null,
                PolicyVersion = line.TryGet(Policy, out var policy) ? policy : null,
                How = line.TryGet(How, out var how) ? how : null,
                EvidenceFile = evidence,
                EvidenceFileName = file is null ? null : Path.GetFileName(file),
            },
            context.Console.Operator,
            context.Cancellation)).OrRefuse();
        await context.AnswerAsync(
            proven ? "Opt-in recorded, proven." : "Opt-in recorded, unproven: wording, language, policy, how or evidence is missing, so it cannot be used.",
            new { person, proven });
        return CommandExecution.Done;
    }

    /// <summary>The address that was named, when it serves the channel; null leaves the choice to the use case.</summary>
    private static async Task<Guid?> ContactPointAsync(CommandContext context, Guid person, Channel channel, string given)
    {
        var address = Core.People.Address.Read(channel.AddressKindOf(), given);
        var view = await context.Services.GetRequiredService<PeopleQueries>().FindAsync(person, cancellation: context.Cancellation);
        return view?.ContactPoints.FirstOrDefault(point => point.Address.Kind == address?.Kind && point.Address.Mailbox == address.Mailbox)?.Id;
    }

    private static async Task<byte[]> ReadAsync(CommandContext context, string file)
    {
        await using var stream = context.OpenInput(file);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, context.Cancellation);
        return bytes.Length > 0 ? bytes.ToArray() : throw new CommandRefusedException($"{file} is empty: it proves nothing.");
    }
}
