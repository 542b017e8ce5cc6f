using System.Text.Json;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>The account verbs on a folder that no server owns; what the use cases do is tested with them.</summary>
public sealed class UserVerbsTests : IDisposable
{
    private readonly TemporaryDirectory place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task An_account_gets_a_password_and_each_reset_another()
    {
        var first = PasswordOf(await RunAsync("user add ada@imalink.example Ada --role Administrator --role dpo --json"));

        Assert.NotEqual(first, PasswordOf(await RunAsync("user reset ADA@imalink.example --json")));
        Assert.Equal((0, "The account has the roles Administrator, Dpo and no others.\n", ""), await RunAsync("user role ada@imalink.example administrator Dpo Dpo"));
    }

    [Fact]
    public async Task The_password_is_printed_with_quiet_too() =>
        Assert.StartsWith("Password for the next sign-in", (await RunAsync("user add ada@imalink.example Ada --role Administrator --quiet")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("user add ada@imalink.example Ada --role Recruiter", 1, "There is already an account")]
    [InlineData("user add nonsense Ada --role Recruiter", 1, "")]
    [InlineData("user add bram@imalink.example Bram", 2, "--role is missing.")]
    [InlineData("user add bram@imalink.example Bram --role Director", 2, "--role: \"Director\" is not one of Recruiter, Marketing, Dpo, Administrator.")]
    [InlineData("user role bram@imalink.example Recruiter", 1, "")]
    [InlineData("user reset bram@imalink.example", 1, "")]
    [InlineData("user disable ada@imalink.example", 1, "administrator")]
    [InlineData("user role ada@imalink.example Recruiter", 1, "administrator")]
    public async Task What_cannot_be_done_is_refused_in_English(string line, int exit, string part)
    {
        await RunAsync("user add ada@imalink.example Ada --role Administrator");

        var refused = await RunAsync(line);

        Assert.Equal((exit, ""), (refused.Exit, refused.Output));
        Assert.NotEmpty(refused.Error);
        Assert.Contains(part, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_never_was_an_administrator_is_not_the_last_one()
    {
        await RunAsync("user add bram@imalink.example Bram --role Recruiter");

        Assert.Equal((0, "The account has the roles Marketing and no others.\n", ""), await RunAsync("user role bram@imalink.example Marketing"));
        Assert.Equal(0, (await RunAsync("user disable bram@imalink.example")).Exit);
    }

    [Fact]
    public async Task A_closed_account_is_closed_until_it_is_reset()
    {
        await RunAsync("user add ada@imalink.example Ada --role Administrator");
        await RunAsync("user add bram@imalink.example Bram --role Recruiter");

        Assert.Equal((0, "{\"email\":\"bram@imalink.example\",\"disabled\":true}\n", ""), await RunAsync("user disable bram@imalink.example --json"));
        Assert.Equal(0, (await RunAsync("user reset bram@imalink.example")).Exit);
    }

    private static string? PasswordOf((int? Exit, string Output, string Error) answer)
    {
        Assert.Equal((0, ""), (answer.Exit, answer.Error));
        return JsonDocument.Parse(answer.Output).RootElement.GetProperty("password").GetString();
    }

    private async Task<(int? Exit, string Output, string Error)> RunAsync(string line)
    {
        using var caller = new Caller(directory: place.Path);
        var exit = await new VerbDispatch(VerbTable.All, VerbHost.OpenAsync, TimeProvider.System)
            .TryRunAsync([.. line.Split(' '), "--data", "."], caller.Console, TestContext.Current.CancellationToken);
        OpenDatabases.Close(place.Path);
        return (exit, caller.Output, caller.Error);
    }
}
