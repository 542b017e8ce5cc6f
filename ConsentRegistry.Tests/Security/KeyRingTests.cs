using System.Security.Cryptography;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Security;

/// <summary>A registry whose suppression keys are not all there, or not all the right ones, must not decide anything (guarantee 9).</summary>
public sealed class KeyRingTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";

    private TestRegistry registry = null!;

    private string Keys => Path.Combine(registry.Folder, "keys");

    public async ValueTask InitializeAsync()
    {
        registry = await TestRegistry.OpenAsync();
        await registry.Get<RotateKeys>().ExecuteAsync(TestRegistry.By);
        await registry.Get<RotateKeys>().ExecuteAsync(TestRegistry.By);
    }

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_missing_version_is_named_and_put_back_all_is_well(int version)
    {
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        var (file, away) = (Path.Combine(Keys, $"suppression-{version}.key"), Path.Combine(registry.Folder, "away"));
        File.Move(file, away);
        var problem = await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync);
        Assert.Contains($"'suppression-{version}.key' is missing", problem.Message, StringComparison.Ordinal);
        await registry.CloseAsync();
        File.Move(away, file);
        await registry.StartAsync();
        Assert.Equal(DecisionCode.OptedOutAll, (await registry.DecideAsync(An)).Code);
    }

    [Theory]
    [InlineData("suppression-1", "suppression-1…3")]
    [InlineData("suppression-2", "suppression-1…3")]
    [InlineData("suppression-3", "suppression-1…3")]
    [InlineData("data", "data")]
    [InlineData("index", "index")]
    [InlineData("ledger", "ledger")]
    [InlineData("token-1", "token-1")]
    public async Task A_key_that_is_another_stops_the_start_even_below_the_newest(string name, string named)
    {
        // Nothing in the journal, which would notice by itself.
        await registry.CloseAsync();
        await File.WriteAllTextAsync(Path.Combine(Keys, name + ".key"), "plain:" + Convert.ToBase64String(new byte[KeyRing.KeyLength]) + "\n");
        var problem = await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync);
        Assert.Contains($"'{named}.key' is not the one", problem.Message, StringComparison.Ordinal);
        await registry.CloseAsync();
    }

    [Fact]
    public async Task A_signing_key_that_is_another_stops_the_start_and_one_that_is_none_too()
    {
        await registry.CloseAsync();
        var file = Path.Combine(Keys, "signing.key");
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var (key, problem) in new[] { (foreign.ExportPkcs8PrivateKey(), "'signing.key' is not the one"), (new byte[KeyRing.KeyLength], "'signing.key' cannot be read") })
        {
            await File.WriteAllTextAsync(file, "plain:" + Convert.ToBase64String(key) + "\n", TestContext.Current.CancellationToken);
            Assert.Contains(problem, (await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync)).Message, StringComparison.Ordinal);
            await registry.CloseAsync();
        }
    }

    [Fact]
    public async Task A_further_token_key_is_taken_and_from_then_on_asked_for()
    {
        await registry.CloseAsync();
        var file = Path.Combine(Keys, "token-2.key");
        await File.WriteAllTextAsync(file, "plain:" + Convert.ToBase64String(new byte[KeyRing.KeyLength]) + "\n", TestContext.Current.CancellationToken);
        await registry.StartAsync();
        await registry.CloseAsync();
        File.Delete(file);

        var problem = await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync);

        Assert.Contains("'token-2.key' is missing", problem.Message, StringComparison.Ordinal);
        await registry.CloseAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_journal_notices_a_wrong_rung_by_itself(int version)
    {
        await registry.OptOutAsync(An);
        await registry.CloseAsync();
        await File.WriteAllTextAsync(Path.Combine(Keys, $"suppression-{version}.key"), "plain:" + Convert.ToBase64String(new byte[KeyRing.KeyLength]) + "\n");
        var problem = await Assert.ThrowsAsync<KeyProblemException>(registry.StartAsync);
        Assert.Contains("was written under other suppression keys", problem.Message, StringComparison.Ordinal);
        await registry.CloseAsync();
    }
}
