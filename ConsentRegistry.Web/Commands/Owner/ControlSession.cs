using System.Globalization;
using System.Net.Sockets;
using System.Text;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;
using ConsentRegistry.Web.Commands.Verbs;

namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>One connection at the owner: takes a request, runs its verb, streams the output back.</summary>
internal sealed class ControlSession(Socket socket, IReadOnlyList<Verb> verbs, IServiceProvider services) : IDisposable
{
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ControlChannel channel = new(socket);

    /// <param name="untilRequest">Set when the owner waits no longer for the request.</param>
    /// <param name="stopping">Set when the owner stops its verbs.</param>
    /// <returns>The verb that ran; null when no valid request came.</returns>
    public async Task<string?> RunAsync(CancellationToken untilRequest, CancellationToken stopping)
    {
        if (await channel.ReadAsync<ControlRequest>(untilRequest) is not { Args: not null, Directory: not null, Operator: not null } request)
        {
            return null;
        }

        using var verb = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Action stop = verb.Cancel;
        using var input = new RemoteInput(channel);
        using var console = new VerbConsole(
            input,
            new StreamWriter(new RemoteOutput(channel, ControlFrameKind.Output, stop), Plain, bufferSize: 32 * 1024),
            new StreamWriter(new RemoteOutput(channel, ControlFrameKind.Error, stop), Plain) { AutoFlush = true },
            request.Directory,
            request.Operator,
            Language(request.Language),
            request.ShowsProgress);
        if (request.Protocol != ControlRequest.CurrentProtocol)
        {
            await console.Error.WriteLineAsync("The data folder is in use by another version of this program. Use that version, or stop it first.");
            channel.Write(new ControlFrame(ControlFrameKind.Exit, ExitCode: VerbExecution.Refused));
            return null;
        }

        channel.Write(new ControlFrame(ControlFrameKind.Accepted));
        using var ended = new CancellationTokenSource();
        var listening = ListenAsync(input, stop, ended.Token);
        var (name, exit) = await RunVerbAsync(request.Args, console, verb.Token, stopping);
        if (stopping.IsCancellationRequested)
        {
            await console.Error.WriteLineAsync("The process that owns the data folder was stopped.");
        }

        await console.Out.FlushAsync(CancellationToken.None);
        channel.Write(new ControlFrame(ControlFrameKind.Exit, ExitCode: exit));
        await ended.CancelAsync();
        await listening;
        return name;
    }

    public void Dispose() => channel.Dispose();

    private async Task<(string? Name, int Exit)> RunVerbAsync(IReadOnlyList<string> args, VerbConsole console, CancellationToken cancellation, CancellationToken ownerStops)
    {
        string? name = null;
        var exit = await VerbExecution.GuardAsync(console, () =>
        {
            var line = new CommandLineReader(verbs, console.Directory).Read(args);
            name = line.Help is null ? line.Verb.Name : null;
            return line.Verb is ServeVerb && line.Help is null
                ? throw new VerbRefusedException("The data folder is served already.")
                : VerbExecution.RunAsync(line, console, services, cancellation, ownerStops);
        });
        return (name, exit);
    }

    private async Task ListenAsync(RemoteInput input, Action stop, CancellationToken ended)
    {
        try
        {
            while (await channel.ReadAsync<ControlFrame>(ended) is { Kind: ControlFrameKind.Input } frame)
            {
                input.Give(frame.Data ?? []);
            }
        }
        catch (InvalidDataException)
        {
            // A client that speaks nonsense now is treated like one that is gone.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        input.Abandon();
        stop();
    }

    private static CultureInfo Language(string? name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name ?? "");
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
