namespace ConsentRegistry.Tests.Support.Smtp;

/// <summary>The lines that a process says, to be waited for without sleeping.</summary>
internal sealed class EventLines
{
    private readonly Lock gate = new();
    private readonly List<string> said = [];
    private TaskCompletionSource more = New();
    private string complaint = "";
    private bool ended;

    public EventLines(StreamReader output, StreamReader errors)
    {
        _ = CollectErrorsAsync(errors);
        _ = CollectAsync(output);
    }

    /// <summary>The first line, already said or to come, that fits.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> fits)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (said.Find(l => fits(l)) is { } line)
                {
                    return line;
                }

                Assert.False(ended, $"The server ended before it said what was waited for. {complaint}");
                wait = more.Task;
            }

            await wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task CollectAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            Say(() => said.Add(line));
        }

        Say(() => ended = true);
    }

    private async Task CollectErrorsAsync(StreamReader errors)
    {
        var text = await errors.ReadToEndAsync();
        Say(() => complaint = text);
    }

    private void Say(Action change)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            change();
            waiting = more;
            more = New();
        }

        waiting.SetResult();
    }
}
