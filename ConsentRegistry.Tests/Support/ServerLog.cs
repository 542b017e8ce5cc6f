using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Tests.Support;

/// <summary>Warnings and errors of a server under test, shown with the test that started it when that test fails.</summary>
internal sealed class ServerLog(ITestOutputHelper output) : ILoggerProvider, ILogger
{
    private volatile bool disposed;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || disposed)
        {
            return;
        }

        try
        {
            output.WriteLine($"{logLevel}: {formatter(state, exception)} {exception}");
        }
        catch (InvalidOperationException)
        {
            // The test is over; a server of a fixture goes on.
        }
    }

    public void Dispose() => disposed = true;
}
