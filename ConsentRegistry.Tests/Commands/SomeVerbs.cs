using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Tests.Commands;

/// <summary>A table of small verbs that need a folder: one says what it got, one copies its input, one waits until it is stopped.</summary>
internal sealed class SomeVerbs
{
    public SomeVerbs()
    {
        Say = new SayCommand();
        Wait = new WaitCommand();
        Table = [new ServeCommand(), Say, new CopyCommand(), Wait, new GroupCommand("group start"), new GroupCommand("group stop")];
    }

    public SayCommand Say { get; }

    public WaitCommand Wait { get; }

    public IReadOnlyList<Command> Table { get; }

    internal sealed class SayCommand : Command
    {
        public override bool IsRecorded => false;

        public static readonly CommandInput<string> Words = CommandInputs.Text("WORD", null, "what to say", required: true, many: true);
        public static readonly CommandInput<Channel> By = CommandInputs.Word<Channel>("--channel", "CHANNEL", "a channel");
        public static readonly CommandInput<DateTimeOffset> At = CommandInputs.Instant("--at", "INSTANT", "an instant");
        public static readonly CommandInput<DateOnly> On = CommandInputs.Day("--on", "DAY", "a day");
        public static readonly CommandInput<string> File = CommandInputs.Path("--file", "FILE", "a file");
        public static readonly CommandInput<bool> Loud = CommandInputs.Flag("--loud", "a flag");
        public static readonly CommandInput<bool> Refuse = CommandInputs.Flag("--refuse", "ends with a refusal");

        public override bool BeginsRegistry => true;

        public override string Name => "say";

        public override string Summary => "says it";

        public override IReadOnlyList<CommandInput> Inputs => [Words, By, At, On, File, Loud, Refuse];

        public override async Task<int> RunAsync(CommandContext context)
        {
            if (context.Line.Has(Refuse))
            {
                throw new CommandRefusedException("Refused.");
            }

            await context.SayAsync(string.Join(' ', context.Line.All(Words)));
            await context.SayAsync($"by {context.Console.Operator} file {context.Line.Get(File, "none")}");
            return context.Line.Has(Loud) ? 1 : 0;
        }
    }

    internal sealed class CopyCommand : Command
    {
        public override bool IsRecorded => false;

        public override bool BeginsRegistry => true;

        public override string Name => "copy";

        public override string Summary => "copies standard input";

        public override IReadOnlyList<CommandInput> Inputs => [];

        public override async Task<int> RunAsync(CommandContext context)
        {
            using var reader = new StreamReader(context.Console.In);
            await context.Console.Out.WriteAsync(await reader.ReadToEndAsync(context.Cancellation));
            return 0;
        }
    }

    internal sealed class WaitCommand : Command
    {
        public override bool IsRecorded => false;

        public SemaphoreSlim Started { get; } = new(0);

        public SemaphoreSlim Stopped { get; } = new(0);

        public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool BeginsRegistry => true;

        public override string Name => "wait";

        public override string Summary => "waits";

        public override IReadOnlyList<CommandInput> Inputs => [];

        public override async Task<int> RunAsync(CommandContext context)
        {
            Started.Release();
            try
            {
                await Finish.Task.WaitAsync(context.Cancellation);
                await context.SayAsync("waited");
                return 0;
            }
            catch (OperationCanceledException)
            {
                Stopped.Release();
                throw;
            }
        }
    }

    private sealed class GroupCommand(string name) : Command
    {
        public override bool IsRecorded => false;

        public override string Name => name;

        public override string Summary => name;

        public override IReadOnlyList<CommandInput> Inputs => [];

        public override Task<int> RunAsync(CommandContext context) => Task.FromResult(0);
    }
}
