using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace ConsentRegistry.Tests.Crash;

/// <summary>The real program in a process of its own.</summary>
internal sealed class RegistryProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder error = new();
    private readonly ConcurrentQueue<string> said = new();
    private Task<string> output = Task.FromResult("");

    // What lets root write what is marked as read-only.
    private static readonly string[] WithoutPrivilege = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"];

    private RegistryProcess(string directory, IEnumerable<string> args, bool obeysFileModes = false)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        string[] program = [.. obeysFileModes ? WithoutPrivilege : [], host, "exec", Path.Combine(AppContext.BaseDirectory, "ConsentRegistry.Web.dll")];
        var start = new ProcessStartInfo(program[0])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var arg in program.Skip(1).Concat(args))
        {
            start.ArgumentList.Add(arg);
        }

        // As the tests themselves: a process that lives for seconds does not get back what it spends on measuring for better machine code.
        start.Environment["DOTNET_TieredPGO"] = "0";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>The lines that it has written so far.</summary>
    public string Said => string.Join('\n', said);

    public string Error => error.ToString();

    /// <summary>What it wrote to standard output, of a server after its start; to be awaited when it has ended.</summary>
    public Task<string> Output => output;

    /// <summary>Starts a server, on any free port where the options name none, and waits until it takes verbs.</summary>
    public static async Task<RegistryProcess> ServeAsync(string directory, CancellationToken cancellation, params string[] options)
    {
        string[] urls = options.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var server = new RegistryProcess(directory, ["serve", .. urls, .. options]);
        while (await server.process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            // The framework's last line at its start; the control socket is open before.
            server.said.Enqueue(line);
            if (line.Contains("Application started", StringComparison.Ordinal))
            {
                // Read on, or the server would stand still before a full pipe.
                server.output = server.ListenAsync();
                return server;
            }
        }

        await server.process.WaitForExitAsync(cancellation);
        throw new InvalidOperationException($"The server did not start: {server.Error}");
    }

    private async Task<string> ListenAsync()
    {
        var heard = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            said.Enqueue(line);
            heard.AppendLine(line);
        }

        return heard.ToString();
    }

    /// <summary>Starts a verb and does not wait for it.</summary>
    public static RegistryProcess Start(string directory, params string[] args) => Begin(new RegistryProcess(directory, args));

    /// <summary>As <see cref="Start"/>, with an account that may write no file that is marked as read-only.</summary>
    public static RegistryProcess StartObeyingFileModes(string directory, params string[] args) =>
        Begin(new RegistryProcess(directory, args, obeysFileModes: OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess));

    private static RegistryProcess Begin(RegistryProcess verb)
    {
        verb.process.StandardInput.Close();
        verb.output = verb.ListenAsync();
        return verb;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(string directory, CancellationToken cancellation, params string[] args)
    {
        using var verb = new RegistryProcess(directory, args);
        verb.process.StandardInput.Close();
        var output = await verb.process.StandardOutput.ReadToEndAsync(cancellation);
        await verb.process.WaitForExitAsync(cancellation);
        return (verb.process.ExitCode, output, verb.Error);
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    /// <summary>Whether it is over, well or badly.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellation);
    }

    /// <summary>Ends it as a service manager would.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
