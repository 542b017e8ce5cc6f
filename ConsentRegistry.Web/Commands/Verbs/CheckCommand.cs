using System.Globalization;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>check</c>: one decision of the gate on a real address. Objection offered in the message is taken as given: nothing is ever sent without.</summary>
public sealed class CheckCommand : Command
{
    private static readonly CommandInput<string> Address = CommandInputs.Text("ADDRESS", null, "an e-mail address or phone number in any spelling", required: true);
    private static readonly CommandInput<MessageKind> Kind = CommandInputs.Word<MessageKind>("--kind", "KIND", "what would be sent", required: true);
    private static readonly CommandInput<Channel> Channel = CommandInputs.Word<Channel>("--channel", "CHANNEL", "the way it would go (default: Email)");

    public override string Name => "check";

    public override string Summary => "decides whether a message may go to an address";

    public override IReadOnlyList<CommandInput> Inputs => [Address, Kind, Channel, .. MessageInputs.All];

    public override async Task<int> RunAsync(CommandContext context)
    {
        var line = context.Line;
        var channel = line.Get(Channel, Core.Vocabulary.Channel.Email);
        var address = Core.Addresses.Address.Read(channel.AddressKindOf(), line.Get(Address))
            ?? throw new CommandRefusedException($"This is no usable address for the channel {channel}.");
        var message = MessageInputs.Read(line, line.Get(Kind), channel);
        var at = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var facts = (await context.Services.GetRequiredService<SendFactsLoader>().LoadAsync(message, [address], at, cancellation: context.Cancellation))[0];
        var decision = facts.Decide();
        var sentence = DecisionSentences.SentenceOf(decision.Code, CultureInfo.GetCultureInfo("en"));
        await context.AnswerAsync(
            $"{decision.Verdict} {decision.Code} ({decision.Rule.Text()}): {sentence}",
            new { verdict = decision.Verdict, code = decision.Code, rule = decision.Rule.Text(), sentence, facts.SettingsVersion, facts.LedgerSequence, sendingLocked = LockedSending.ReasonOf(context) });
        if (facts.People.Count == 0)
        {
            await context.SayAsync("Nobody in the registry has this address.");
        }

        await LockedSending.SayAsync(context);
        return CommandExecution.Done;
    }
}
