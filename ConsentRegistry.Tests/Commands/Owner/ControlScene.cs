using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Owner;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConsentRegistry.Tests.Commands.Owner;

/// <summary>A folder with an owner that listens on its control socket, and callers who send it verbs.</summary>
public abstract class ControlScene : IAsyncDisposable
{
    protected ControlScene()
    {
        Folder = Own(Place.Path);
        Owner = StartOwner(Folder);
    }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TemporaryDirectory Place { get; } = new();

    private protected SomeVerbs Verbs { get; } = new();

    private protected ServiceProvider Services { get; } = new ServiceCollection().BuildServiceProvider();

    private protected FolderOwnership Folder { get; }

    private protected ControlServer Owner { get; }

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        Folder.Dispose();
        await Services.DisposeAsync();
        Place.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static FolderOwnership Own(string path) =>
        Assert.IsType<FolderOwnershipClaim.Owned>(FolderOwnership.Claim(path, "serve", new TestClock())).Ownership;

    private protected ControlServer StartOwner(FolderOwnership of)
    {
        var server = new ControlServer(of, Verbs.Table, Services, new TestClock(), NullLogger<ControlServer>.Instance);
        server.Start();
        return server;
    }

    private protected Task<int?> SendAsync(Caller caller, params string[] args) => ControlClient.TrySendAsync(Folder.Holder, args, caller.Console, caller.Patience, Cancel);
}
