namespace ConsentRegistry.Web.Jobs.Slices;

/// <summary>Looks for work again and again for as long as the server runs, so that nobody has to tell it of any.</summary>
public abstract partial class PollingService(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    protected TimeProvider Time { get; } = time;

    protected abstract Task LookAsync(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, Time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // A locked or full database passes; the work must not stand still for ever because of it.
                LogFailed(GetType().Name, problem.GetType().Name, every.TotalSeconds);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Clock} could not look for work ({Problem}); it tries again in {Seconds} s.")]
    private partial void LogFailed(string clock, string problem, double seconds);
}
