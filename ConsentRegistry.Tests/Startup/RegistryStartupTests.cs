using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Core.Suppressions.Index;
using ConsentRegistry.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Startup;

public sealed class RegistryStartupTests
{
    [Fact]
    public async Task The_keys_are_checked_before_anything_follows_the_journal_and_the_index_comes_last()
    {
        await using var registry = await TestRegistry.OpenAsync();

        Assert.Equal(
            [
                "RequireDatabases", "EncryptedFiles", "UpgradeRegistry", "UpgradeAudit", "RequireKeys", "ReplayJournal", "GateSettingsStore", "AuditOptOuts", "RecoverDeliveries",
                "CleanPickupFolder", "LoadSuppressionIndex",
            ],
            registry.Get<IEnumerable<IStartupStep>>().Select(step => step.GetType().Name));
    }

    [Fact]
    public async Task While_a_step_has_not_done_its_work_nothing_may_be_decided()
    {
        await using var registry = await TestRegistry.OpenAsync((parts, _) => parts.Insert(0, ServiceDescriptor.Singleton<IStartupStep, Probe>()));

        var probe = registry.Get<IEnumerable<IStartupStep>>().OfType<Probe>().Single();
        Assert.False(probe.WasAvailable);
        Assert.True(registry.Get<SuppressionIndex>().IsAvailable);
    }

    private sealed class Probe(SuppressionIndex index) : IStartupStep
    {
        public bool? WasAvailable { get; private set; }

        public Task RunAsync(CancellationToken cancellation)
        {
            WasAvailable = index.IsAvailable;
            return Task.CompletedTask;
        }
    }
}
