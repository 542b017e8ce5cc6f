using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Tests.Commands;

/// <summary>A table of small verbs that need a folder: one says what it got, one copies its input, one waits until it is stopped.</summary>
internal sealed class SomeVerbs
{
    public SomeVerbs()
    {
        Say = new SayVerb();
        Wait = new WaitVerb();
        Table = [new ServeVerb(), Say, new CopyVerb(), Wait, new GroupVerb("group start"), new GroupVerb("group stop")];
    }

    public SayVerb Say { get; }

    public WaitVerb Wait { get; }

    public IReadOnlyList<Verb> Table { get; }

    internal sealed class SayVerb : Verb
    {
        public override bool IsRecorded => false;

        public static readonly VerbInput<string> Words = VerbInputs.Text("WORD", null, "what to say", required: true, many: true);
        public static readonly VerbInput<Channel> By = VerbInputs.Word<Channel>("--channel", "CHANNEL", "a channel");
        public static readonly VerbInput<DateTimeOffset> At = VerbInputs.Instant("--at", "INSTANT", "an instant");
        public static readonly VerbInput<DateOnly> On = VerbInputs.Day("--on", "DAY", "a day");
        public static readonly VerbInput<string> File = VerbInputs.Path("--file", "FILE", "a file");
        public static readonly VerbInput<bool> Loud = VerbInputs.Flag("--loud", "a flag");
        public static readonly VerbInput<bool> Refuse = VerbInputs.Flag("--refuse", "ends with a refusal");

        public override bool BeginsRegistry => true;

        public override string Name => "say";

        public override string Summary => "says it";

        public override IReadOnlyList<VerbInput> Inputs => [Words, By, At, On, File, Loud, Refuse];

        public override async Task<int> RunAsync(VerbContext context)
        {
            if (context.Line.Has(Refuse))
            {
                throw new VerbRefusedException("Refused.");
            }

            await context.SayAsync(string.Join(' ', context.Line.All(Words)));
            await context.SayAsync($"by {context.Console.Operator} file {context.Line.Get(File, "none")}");
            return context.Line.Has(Loud) ? 1 : 0;
        }
    }

    internal sealed class CopyVerb : Verb
    {
        public override bool IsRecorded => false;

        public override bool BeginsRegistry => true;

        public override string Name => "copy";

        public override string Summary => "copies standard input";

        public override IReadOnlyList<VerbInput> Inputs => [];

        public override async Task<int> RunAsync(VerbContext context)
        {
            using var reader = new StreamReader(context.Console.In);
            await context.Console.Out.WriteAsync(await reader.ReadToEndAsync(context.Cancellation));
            return 0;
        }
    }

    internal sealed class WaitVerb : Verb
    {
        public override bool IsRecorded => false;

        public SemaphoreSlim Started { get; } = new(0);

        public SemaphoreSlim Stopped { get; } = new(0);

        public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool BeginsRegistry => true;

        public override string Name => "wait";

        public override string Summary => "waits";

        public override IReadOnlyList<VerbInput> Inputs => [];

        public override async Task<int> RunAsync(VerbContext context)
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

    private sealed class GroupVerb(string name) : Verb
    {
        public override bool IsRecorded => false;

        public override string Name => name;

        public override string Summary => name;

        public override IReadOnlyList<VerbInput> Inputs => [];

        public override Task<int> RunAsync(VerbContext context) => Task.FromResult(0);
    }
}
