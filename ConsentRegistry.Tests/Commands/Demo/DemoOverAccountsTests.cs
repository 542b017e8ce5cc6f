using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Commands.Execution;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Commands.Demo;

public sealed class DemoOverAccountsTests : DialogTest
{
    [Fact]
    public async Task A_folder_in_which_somebody_can_sign_in_never_becomes_a_demonstration()
    {
        await using (var scope = Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
            Assert.Empty((await accounts.CreateAsync(OperatorAccount.Create("ada@imalink.example", "Ada", TimeProvider.System.GetUtcNow()), RegistryApp.Password)).Errors);
        }

        using var caller = new Caller(directory: DataDirectory);
        var exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
            .TryRunAsync(["demo", "--data", "."], caller.Console, TestContext.Current.CancellationToken);

        Assert.Equal(1, exit);
        Assert.Contains("is not empty", caller.Error, StringComparison.Ordinal);
        Assert.False(new DataFolder(DataDirectory).IsDemo);
    }
}
