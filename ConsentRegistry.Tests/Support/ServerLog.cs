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

        Write(output, $"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose() => disposed = true;

    /// <summary>Nothing once the test is over: a server and a browser go on a little longer.</summary>
    internal static void Write(ITestOutputHelper? output, string text)
    {
        try
        {
            output?.WriteLine(text);
        }
        catch (InvalidOperationException)
        {
            // Said of a test that has ended.
        }
    }
}
