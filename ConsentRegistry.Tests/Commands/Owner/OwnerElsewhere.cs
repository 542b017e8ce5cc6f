using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Owner;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsentRegistry.Tests.Commands.Owner;

/// <summary>Somebody else holds a data folder: the verbs on it are sent there.</summary>
internal sealed class OwnerElsewhere : IAsyncDisposable
{
    private readonly FolderOwnership folder;
    private readonly ServiceProvider services;
    private readonly ControlServer server;

    private OwnerElsewhere(FolderOwnership folder, ServiceProvider services)
    {
        this.folder = folder;
        this.services = services;
        server = new ControlServer(folder, VerbTable.All, services, TimeProvider.System, NullLogger<ControlServer>.Instance);
        server.Start();
    }

    public static async Task<OwnerElsewhere> OfAsync(string path)
    {
        var folder = Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(path, "serve", TimeProvider.System)).Ownership;
        return new OwnerElsewhere(folder, await VerbHost.OpenAsync(folder, CommandLineConfiguration.Build(new Dictionary<string, string?>()), TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await services.DisposeAsync();
        folder.Dispose();
    }
}
