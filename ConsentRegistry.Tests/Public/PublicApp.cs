using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ConsentRegistry.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ConsentRegistry.Tests.Public;

/// <summary>The program with an inside address and a public one, on free ports; keeps every line that it logs.</summary>
internal sealed class PublicApp : WebApplicationFactory<Program>, ILoggerProvider
{
    private readonly TemporaryDirectory data = new();
    private readonly ConcurrentQueue<string> lines = new();

    public PublicApp()
    {
        UseKestrel();
        StartServer();
    }

    public Uri Inside { get; } = FreeAddress();

    public Uri Outside { get; } = FreeAddress();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => new Line(lines, categoryName);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", data.Path);
        builder.UseSetting("urls", Inside.ToString());
        builder.UseSetting("Public:Urls", Outside.ToString());
        builder.UseSetting("Logging:LogLevel:Default", nameof(LogLevel.Trace));
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Trace));
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(this));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        data.Dispose();
    }

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
    }

    private sealed class Line(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category}: {formatter(state, exception)} {exception}");
    }
}
