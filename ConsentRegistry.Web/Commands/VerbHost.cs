using ConsentRegistry.Core.Persistence;

namespace ConsentRegistry.Web.Commands;

/// <summary>The services of a process that runs a verb and no web application.</summary>
public static class VerbHost
{
    /// <inheritdoc cref="OpenRegistry"/>
    public static Task<ServiceProvider> OpenAsync(FolderOwnership folder, IConfiguration configuration, CancellationToken cancellation)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(folder);
        // Standard output belongs to the verb's result.
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        return Task.FromResult(services.BuildServiceProvider());
    }
}
