using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>check</c>: one decision of the gate on a real address. Objection offered in the message is taken as given: nothing is ever sent without.</summary>
public sealed class CheckVerb : Verb
{
    private static readonly VerbInput<string> Address = VerbInputs.Text("ADDRESS", null, "an e-mail address or phone number in any spelling", required: true);
    private static readonly VerbInput<MessageKind> Kind = VerbInputs.Word<MessageKind>("--kind", "KIND", "what would be sent", required: true);
    private static readonly VerbInput<Channel> Channel = VerbInputs.Word<Channel>("--channel", "CHANNEL", "the way it would go (default: Email)");

    public override string Name => "check";

    public override string Summary => "decides whether a message may go to an address";

    public override IReadOnlyList<VerbInput> Inputs => [Address, Kind, Channel, .. MessageInputs.All];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var line = context.Line;
        var channel = line.Get(Channel, Core.Vocabulary.Channel.Email);
        var address = Core.Addresses.Address.Read(channel.AddressKindOf(), line.Get(Address))
            ?? throw new VerbRefusedException($"This is no usable address for the channel {channel}.");
        var message = MessageInputs.Read(line, line.Get(Kind), channel);
        var at = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var facts = (await context.Services.GetRequiredService<SendFactsLoader>().LoadAsync(message, [address], at, cancellation: context.Cancellation))[0];
        var decision = facts.Decide();
        var reason = DecisionReason.Of(decision.Code, isOfNobody: facts.People.Count == 0);
        var sentence = reason.SentenceIn(CultureInfo.GetCultureInfo("en"));
        await context.AnswerAsync(
            $"{decision.Verdict} {decision.Code} ({decision.Rule.Text()}): {sentence}",
            new { verdict = decision.Verdict, code = decision.Code, rule = decision.Rule.Text(), sentence, facts.SettingsVersion, facts.LedgerSequence, sendingLocked = LockedSending.ReasonOf(context) });
        if (facts.People.Count == 0 && !reason.IsOfNobody)
        {
            await context.SayAsync("Nobody in the registry has this address.");
        }

        await LockedSending.SayAsync(context);
        return VerbExecution.Done;
    }
}
