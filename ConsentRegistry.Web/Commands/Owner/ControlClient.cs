using System.Net.Sockets;
using System.Text;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Storage.Startup;
using ConsentRegistry.Web.Commands.Execution;

namespace ConsentRegistry.Web.Commands.Owner;

/// <summary>The sender's side of the control socket: has a verb run by the owner of the data folder and shows what it prints.</summary>
public static class ControlClient
{
    private const int InputPiece = 32 * 1024;

    /// <summary>Sends a verb and waits for its end.</summary>
    /// <param name="owner">Who holds the folder.</param>
    /// <param name="args">The command line as typed.</param>
    /// <param name="console">Where it was typed.</param>
    /// <param name="wait">The sender's patience until the owner takes the verb; ended then, since a verb takes as long as it takes.</param>
    /// <param name="cancellation">When set, the connection is cut, which stops the verb at the owner.</param>
    /// <returns>The verb's exit code; null when the owner has not taken it, because it is just starting or ending: ask again who owns the folder.</returns>
    /// <exception cref="StartRefusedException">The owner lives and says nothing.</exception>
    public static async Task<int?> TrySendAsync(
        FolderOwnershipHolder owner, IReadOnlyList<string> args, VerbConsole console, StartWait wait, CancellationToken cancellation)
    {
        if (await TryConnectAsync(owner, cancellation) is not { } socket)
        {
            return null;
        }

        using var channel = new ControlChannel(socket);
        var accepted = false;
        try
        {
            // An owner that stands still does not read, and a long request does not fit between the two.
            socket.SendTimeout = (int)StartWait.Longest.TotalMilliseconds;
            channel.Write(new ControlRequest(
                ControlRequest.CurrentProtocol, args, console.Directory, console.Operator, console.Language.Name, console.ShowsProgress));
            var error = Encoding.UTF8.GetDecoder();
            await console.Out.FlushAsync(cancellation);
            var answer = channel.ReadAsync<ControlFrame>(cancellation);
            for (var frame = await wait.ForAsync(answer, cancellation); frame is not null; frame = await channel.ReadAsync<ControlFrame>(cancellation))
            {
                switch (frame.Kind)
                {
                    case ControlFrameKind.Accepted:
                        accepted = true;
                        wait.Dispose();
                        socket.SendTimeout = Timeout.Infinite;
                        break;
                    case ControlFrameKind.WantInput:
                        _ = SendInputAsync(channel, console.In, cancellation);
                        break;
                    case ControlFrameKind.Output:
                        // Bytes as they came: a file that a verb writes there need not be UTF-8.
                        await console.Out.BaseStream.WriteAsync(frame.Data, cancellation);
                        break;
                    case ControlFrameKind.Error:
                        await console.Error.WriteAsync(Decode(error, frame.Data), cancellation);
                        break;
                    case ControlFrameKind.Exit:
                        return frame.ExitCode;
                    default:
                        throw new InvalidDataException("The owner sent a frame that only a sender may send.");
                }
            }
        }
        catch (IOException) when (!accepted)
        {
            return null;
        }
        catch (InvalidDataException)
        {
            throw new VerbRefusedException($"The owner of the data folder ({owner}) speaks another protocol. Use the same version of this program, or stop it first.");
        }

        return accepted ? throw Died(owner) : null;
    }

    private static VerbRefusedException Died(FolderOwnershipHolder owner) =>
        new($"The owner of the data folder ({owner}) ended before the verb did. What it confirmed is stored; run the verb again for the rest.");

    private static async Task<Socket?> TryConnectAsync(FolderOwnershipHolder owner, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(owner.Socket), cancellation);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return e.SocketErrorCode != SocketError.AccessDenied ? null : throw new VerbRefusedException(
                $"The data folder is in use by another account's process ({owner}). Run the verb as that account.");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task SendInputAsync(ControlChannel channel, Stream input, CancellationToken cancellation)
    {
        try
        {
            var piece = new byte[InputPiece];
            var count = await input.ReadAsync(piece, cancellation);
            channel.Write(new ControlFrame(ControlFrameKind.Input, piece[..count]));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The verb ended without waiting for this piece; its exit code says how.
        }
    }

    private static ReadOnlyMemory<char> Decode(Decoder decoder, byte[]? bytes)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(bytes?.Length ?? 0)];
        return text.AsMemory(0, decoder.GetChars(bytes ?? [], text, flush: false));
    }
}
