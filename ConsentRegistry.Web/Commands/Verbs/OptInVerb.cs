using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Localisation;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>optin</c>: records an opt-in as the screens do. It is proven only when all of it is there, and it never lifts a bar.</summary>
public sealed class OptInVerb : Verb
{
    private static readonly VerbInput<string> Address = VerbInputs.Text("ADDRESS", null, "an address of the person", required: true);
    private static readonly VerbInput<Topic> Topic = VerbInputs.Word<Topic>("--topic", "TOPIC", "what the person agreed to", required: true);
    private static readonly VerbInput<Channel> Channel = VerbInputs.Word<Channel>("--channel", "CHANNEL", "the way the person agreed to", required: true);
    private static readonly VerbInput<DateTimeOffset> At = VerbInputs.Instant("--at", "INSTANT", "when the person agreed", required: true);
    private static readonly VerbInput<string> Wording = VerbInputs.Text("--wording", "TEXT", "the words shown");
    private static readonly VerbInput<string> Language = VerbInputs.Text("--language", "LANGUAGE", "the language of these words", words: [.. Languages.All.Select(culture => culture.TwoLetterISOLanguageName)]);
    private static readonly VerbInput<string> Policy = VerbInputs.Text("--policy", "VERSION", "the policy version shown");
    private static readonly VerbInput<string> How = VerbInputs.Text("--how", "HOW", "how it reached us; other words are accepted too", words: Terms.Ways);
    private static readonly VerbInput<string> Evidence = VerbInputs.Path("--evidence", "FILE", "the proof");

    public override string Name => "optin";

    public override string Summary => "records an opt-in with its proof; a standing opt-out, objection or complaint is not lifted by it";

    public override IReadOnlyList<VerbInput> Inputs => [Address, Topic, Channel, At, Wording, Language, Policy, How, Evidence];

    public override bool BeginsRegistry => true;

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        var given = line.Get(Address);
        var channel = line.Get(Channel);
        var person = (await context.Services.GetRequiredService<FindPerson>().ExecuteAsync(given, context.Cancellation)).OrRefuse();
        var point = await PointAsync(context, person, channel, given);
        var evidence = line.TryGet(Evidence, out var file) ? await ReadAsync(context, file) : null;
        var proven = (await context.Services.GetRequiredService<RecordOptIn>().ExecuteAsync(
            new NewOptIn(person, line.Get(Topic), channel)
            {
                ContactPoint = point is not null && point.Address.Mailbox == Core.Addresses.Address.Read(point.Address.Kind, given)?.Mailbox ? point.Id : null,
                GivenAt = line.Get(At),
                Wording = line.TryGet(Wording, out var wording) ? wording : null,
                Language = line.TryGet(Language, out var language) ? language : null,
                PolicyVersion = line.TryGet(Policy, out var policy) ? policy : null,
                How = line.TryGet(How, out var how) ? how : null,
                Evidence = new Evidence(null, file is null ? null : Path.GetFileName(file), evidence),
            },
            context.Console.Operator,
            context.Cancellation)).OrRefuse();
        var bar = point is null ? null : await context.Services.GetRequiredService<BarQueries>().FindAsync(point.Address, line.Get(Topic), channel, context.Cancellation);
        await context.AnswerAsync(
            proven ? "Opt-in recorded, proven." : "Opt-in recorded, unproven: wording, language, policy, how or evidence is missing, so it cannot be used.",
            new { person, proven, barredBy = bar?.Type, barredSince = bar?.Since });
        if (bar is not null)
        {
            var since = BrusselsTime.Local(bar.Since).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
            await context.SayAsync(bar.Type == SendEventType.Doubt
                ? $"It does not answer the unclear refusal of {since}: nothing on {line.Get(Topic)} goes out by {channel} until a colleague has ('doubts')."
                : $"It does not lift the standing {bar.Type} of {since}: nothing on {line.Get(Topic)} goes out by {channel} while it stands.");
        }

        return VerbExecution.Done;
    }

    /// <summary>The address that was named, when it serves the channel; otherwise one that does; null when the person has none that can be read.</summary>
    private static async Task<ContactPointView?> PointAsync(VerbContext context, Guid person, Channel channel, string given)
    {
        var kind = channel.AddressKindOf();
        var named = Core.Addresses.Address.Read(kind, given)?.Mailbox;
        var view = await context.Services.GetRequiredService<PeopleQueries>().FindAsync(person, cancellation: context.Cancellation);
        return view?.ContactPoints.Where(point => point.IsReadable && point.Address.Kind == kind).OrderByDescending(point => point.Address.Mailbox == named).FirstOrDefault();
    }

    private static async Task<byte[]> ReadAsync(VerbContext context, string file)
    {
        await using var stream = context.OpenInput(file);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, context.Cancellation);
        return bytes.Length > 0 ? bytes.ToArray() : throw new VerbRefusedException($"{file} is empty: it proves nothing.");
    }
}
