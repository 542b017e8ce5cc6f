using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Web.Commands.Owner;

namespace ConsentRegistry.Tests.Commands.Owner;

/// <summary>Whoever talks to the control socket and is no verb of ours.</summary>
public sealed class ControlIntruderTests : ControlScene
{
    [Theory]
    [InlineData("\n")]
    [InlineData("garbage\n")]
    [InlineData("null\n")]
    [InlineData("[1,2,3]\n")]
    [InlineData("{}\n")]
    [InlineData("{\"protocol\":1,\"args\":null}\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    public async Task Nonsense_is_hung_up_on_and_the_owner_lives_on(string nonsense)
    {
        Assert.Empty(await TalkAsync(nonsense));

        using var caller = new Caller();
        Assert.Equal(0, await SendAsync(caller, "say", "alive"));
    }

    [Fact]
    public async Task A_line_without_end_is_hung_up_on()
    {
        using var connection = await ConnectAsync();
        await using var stream = new NetworkStream(connection);
        var piece = new byte[64 * 1024];

        // It either takes no more, or has closed when we look for an answer.
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (var sent = 0; sent < 64; sent++)
            {
                await stream.WriteAsync(piece, Cancel);
            }
        });
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused_with_a_sentence()
    {
        var request = JsonSerializer.Serialize(new ControlRequest(ControlRequest.CurrentProtocol + 1, ["say", "a"], "/", "cli:an", "", false), JsonSerializerOptions.Web);

        var answer = await TalkAsync(request + "\n");

        Assert.DoesNotContain("Accepted", answer, StringComparison.Ordinal);
        var first = JsonSerializer.Deserialize<ControlFrame>(answer.Split('\n')[0], JsonSerializerOptions.Web)!;
        Assert.Contains("another version", Encoding.UTF8.GetString(first.Data!), StringComparison.Ordinal);
        Assert.Contains("\"exitCode\":1", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owners_account_may_connect()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(DataFolder.PrivateFile, File.GetUnixFileMode(Folder.Holder.Socket));
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(Folder.Holder.Socket), Cancel);
        return connection;
    }

    private async Task<string> TalkAsync(string text)
    {
        using var connection = await ConnectAsync();
        await using var stream = new NetworkStream(connection);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync(Cancel);
        }
        catch (IOException)
        {
            // Hung up on while something of ours was still unread.
            return "";
        }
    }
}
