using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ConsentRegistry.Core.Mail.Smtp;

namespace ConsentRegistry.Tests.Support.Smtp;

/// <summary>
/// A real mail server in a process of its own (aiosmtpd of the system's Python). It writes what it receives to a folder, refuses
/// addresses that ask for it by their local part (<c>bounce-550-5.1.1@…</c>, <c>defer-451@…</c>), and can hold the answer to the
/// N-th RCPT TO, so that a test can do something between RCPT and DATA of that message.
/// </summary>
public sealed class SmtpServerFixture : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly Process process;
    private readonly EventLines events;

    private SmtpServerFixture(Process process, EventLines events, string folder, int port)
    {
        this.process = process;
        this.events = events;
        Folder = folder;
        Port = port;
    }

    /// <summary>Where <c>0001.eml</c> and <c>0001.json</c> appear.</summary>
    public string Folder { get; }

    public int Port { get; }

    /// <summary>Settings that reach this server without TLS.</summary>
    public SmtpOptions Options => new()
    {
        Host = "127.0.0.1", Port = Port, Security = SmtpSecurity.None, EnvelopeSender = "bounces@imalink.example", MaxConnections = 1,
    };

    /// <summary>Starts a server, or skips the test with a reason when the machine has none.</summary>
    /// <param name="tls"><c>none</c>, <c>starttls</c> or <c>implicit</c>.</param>
    /// <param name="certificate">For TLS.</param>
    /// <param name="user">With <paramref name="password"/>: the server demands this sign-in.</param>
    /// <param name="password">See <paramref name="user"/>.</param>
    public static async Task<SmtpServerFixture> StartAsync(string tls = "none", TestCertificate? certificate = null, string? user = null, string? password = null)
    {
        Assert.SkipUnless(await HasAiosmtpdAsync(), "Needs Debian's package python3-aiosmtpd.");
        var folder = Directory.CreateTempSubdirectory("smtp").FullName;
        List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "Support", "Smtp", "smtp_server.py"), folder, "--tls", tls];
        if (certificate is not null)
        {
            arguments.AddRange(["--cert", certificate.CertificateFile, "--key", certificate.KeyFile]);
        }

        if (user is not null)
        {
            arguments.AddRange(["--user", user, "--password", password!]);
        }

        var process = Start(arguments);
        var events = new EventLines(process.StandardOutput, process.StandardError);
        var port = await events.WaitForAsync(line => line.StartsWith("port ", StringComparison.Ordinal));
        return new SmtpServerFixture(process, events, folder, int.Parse(port.AsSpan(5), CultureInfo.InvariantCulture));
    }

    /// <summary>From now on the answer to the N-th RCPT TO (counted from 1 since the start) waits for <see cref="ReleaseAsync"/>.</summary>
    public Task HoldAddresseeAsync(int number) => process.StandardInput.WriteLineAsync($"hold {number}");

    /// <summary>Waits until the server holds the answer to that RCPT TO.</summary>
    public Task WaitUntilHeldAsync(int number) => events.WaitForAsync(line => line == $"held {number}");

    public Task ReleaseAsync() => process.StandardInput.WriteLineAsync("release");

    /// <summary>Waits until the server has said that line (see the script's head).</summary>
    public Task WaitForEventAsync(string line) => events.WaitForAsync(l => l == line);

    /// <summary>What has arrived so far, in order; a message is here before its sender hears of it.</summary>
    public IReadOnlyList<ReceivedMail> Received() =>
        [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(ReceivedMail.Read)];

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends the server.
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<bool> HasAiosmtpdAsync()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var probe = Start(["-c", "import aiosmtpd"]);
        await probe.WaitForExitAsync();
        return probe.ExitCode == 0;
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start) ?? throw new InvalidOperationException("Python did not start.");
    }
}

/// <summary>A message as Python's own parser reads it.</summary>
public sealed record ReceivedMail(
    string MailFrom, IReadOnlyList<string> RcptTos, bool Tls, bool User, string Type, IReadOnlyList<string[]> Headers, IReadOnlyList<string> Defects, IReadOnlyList<ReceivedPart> Parts)
{
    /// <summary>The decoded value of the one header of that name.</summary>
    public string Header(string name) => Assert.Single(Headers, h => h[0] == name)[1];

    internal static ReceivedMail Read(string file) => JsonSerializer.Deserialize<ReceivedMail>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
}

/// <summary>One decoded part of a message.</summary>
public sealed record ReceivedPart(string Type, string Charset, string Language, string Text);
