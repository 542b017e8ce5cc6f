namespace ConsentRegistry.Core.Storage.Startup;

/// <summary>What one feature does when a data folder is opened. Steps run one after the other, in the order in which the features are added.</summary>
public interface IStartupStep
{
    /// <summary>Looks before anything is made or changed, and throws to keep the registry closed.</summary>
    void Check()
    {
    }

    Task RunAsync(CancellationToken cancellation);
}
