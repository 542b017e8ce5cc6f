using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.Mail.Smtp;
using ConsentRegistry.Tests.Support.Smtp;
using static ConsentRegistry.Tests.Support.Smtp.ScriptedSmtpServer;

namespace ConsentRegistry.Tests.Mail.Smtp;

/// <summary>What a stop, a silence or a lost connection means once the hand-over has started.</summary>
public sealed class SmtpHandOverTests : IAsyncDisposable
{
    private readonly SteppedTime time = new();
    private readonly CancellationTokenSource stop = new();
    private ScriptedSmtpServer? server;
    private SmtpTransport? transport;

    public async ValueTask DisposeAsync()
    {
        stop.Dispose();
        if (transport is not null)
        {
            await transport.DisposeAsync();
            await server!.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_stop_before_the_final_dot_is_safe_to_decide_again()
    {
        var finishing = await StartAsync(Hello + Offer + "C: DATA\nS: WAIT\n");
        await server!.WaitingAsync();

        await stop.CancelAsync();

        Assert.Equal(HandOverResult.LostBeforeFinalDot, (await finishing).Result);
    }

    [Fact]
    public async Task A_stop_after_the_final_dot_leaves_the_answer_time_to_come()
    {
        var finishing = await StartAsync(Hello + Offer + Data + "S: WAIT\nS: 250 Ok\n");
        await server!.WaitingAsync();

        await stop.CancelAsync();
        server.GoOn();

        Assert.Equal(HandOverResult.Sent, (await finishing).Result);
    }

    [Fact]
    public async Task A_stop_after_the_final_dot_makes_the_outcome_unknown_when_no_answer_comes_in_time()
    {
        var finishing = await StartAsync(Hello + Offer + Data + "S: WAIT\n");
        await server!.WaitingAsync();

        await stop.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(finishing.IsCompleted);
        await AdvanceUntilEndOfAsync(finishing, TimeSpan.FromSeconds(1));

        Assert.Equal((HandOverResult.LostAfterFinalDot, TransportFault.ConnectionLost), ((await finishing).Result, (await finishing).Fault));
    }

    [Fact]
    public async Task No_answer_to_the_final_dot_within_the_limit_makes_the_outcome_unknown()
    {
        var finishing = await StartAsync(Hello + Offer + Data + "S: WAIT\n");
        await server!.WaitingAsync();

        await AdvanceUntilEndOfAsync(finishing, TimeSpan.FromMinutes(1));

        var outcome = await finishing;
        Assert.Equal((HandOverResult.LostAfterFinalDot, TransportFault.TimedOut), (outcome.Result, outcome.Fault));
    }

    [Fact]
    public async Task A_server_that_went_away_after_RCPT_has_taken_nothing()
    {
        var finishing = await StartAsync(Hello + Offer + "S: CLOSE\n");

        Assert.Equal(HandOverResult.LostBeforeFinalDot, (await finishing).Result);
    }

    private async Task AdvanceUntilEndOfAsync(Task<HandOverOutcome> finishing, TimeSpan step)
    {
        while (!finishing.IsCompleted)
        {
            // The dot is out; whether the wait for its answer has begun yet cannot be seen from here.
            time.Advance(step);
            await Task.Yield();
        }
    }

    private async Task<Task<HandOverOutcome>> StartAsync(string conversation)
    {
        server = new ScriptedSmtpServer(conversation);
        transport = new SmtpTransport(SomeMail.Smtp(server.Port), time);
        var ready = (await transport.PrepareAsync(SomeMail.To("an@post.example"), TestContext.Current.CancellationToken)).Ready!;
        ready.Start();
        return ready.FinishAsync(stop.Token);
    }
}
