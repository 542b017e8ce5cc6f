using ConsentRegistry.Tests.Crash;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Commands.Verbs;

/// <summary>Settings that cannot be used are said when the server is started, while somebody looks on.</summary>
public sealed class ServeSettingsTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Mail:Smtp:UserName", "imalink", "Host is missing")]
    [InlineData("Mail:Smtp:Host", "mail.imalink.example", "EnvelopeSender")]
    [InlineData("Public:Urls", "http://127.0.0.1:0", "cannot be a public address")]
    [InlineData("Public:TrustedProxies", "proxy", "Public:TrustedProxies")]
    [InlineData("Account:TwoFactorRoles", "Director", "Account:TwoFactorRoles")]
    public async Task What_is_half_set_is_named_and_nothing_is_made(string name, string value, string sentence)
    {
        var data = Path.Combine(folder.Path, "data");

        var (exit, _, error) = await RegistryProcess.RunAsync(folder.Path, TestContext.Current.CancellationToken, "serve", "--data", data, $"--{name}", value);

        Assert.Equal(1, exit);
        Assert.Contains(sentence, error);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task An_address_that_is_not_of_this_machine_is_said()
    {
        var (exit, _, error) = await RegistryProcess.RunAsync(
            folder.Path, TestContext.Current.CancellationToken, "serve", "--data", folder.Path, "--urls", "http://192.0.2.1:5099");

        Assert.Equal(1, exit);
        Assert.Contains("cannot be listened on: ", error);
        Assert.DoesNotContain("SocketException", error);
    }

    [Fact]
    public async Task What_is_wrong_about_the_organisation_is_a_warning()
    {
        using var server = await RegistryProcess.ServeAsync(
            folder.Path, TestContext.Current.CancellationToken, "--data", folder.Path, "--Organisation:DpoEmail", "geen adres", "--Organisation:PolicyUrl", "nergens");

        Assert.Contains("Warning: Organisation:DpoEmail is not a mail address.", server.Error);
        Assert.Contains("Warning: Organisation:PolicyUrl", server.Error);
    }
}
