namespace ConsentRegistry.Core.Mail.Pickup;

/// <summary>
/// Leaves each message as <c>DELIVERY-ID.eml</c> in a folder, from where another program sends it. A file under that name is
/// always whole: it is written under a hidden name, flushed, and renamed.
/// </summary>
public sealed class PickupFolderTransport : MailTransport
{
    private const string UnfinishedPattern = ".*.unfinished";

    private readonly string directory;

    private PickupFolderTransport(string directory) => this.directory = directory;

    /// <summary>Opens the folder, makes it when absent (owner-only), and removes what a killed owner left half written.</summary>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of rights.</exception>
    public static PickupFolderTransport Open(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var file in Directory.EnumerateFiles(directory, UnfinishedPattern))
        {
            File.Delete(file);
        }

        return new PickupFolderTransport(Path.GetFullPath(directory));
    }

    public override async Task<Preparation> PrepareAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var finished = Path.Combine(directory, $"{mail.DeliveryId}.eml");
        var unfinished = Path.Combine(directory, UnfinishedPattern.Replace("*", mail.DeliveryId.ToString(), StringComparison.Ordinal));
        if (File.Exists(finished))
        {
            // A delivery is handed over once (guarantee 6); what lies here was, though nobody remembers.
            return Preparation.Of(new HandOverOutcome(
                HandOverResult.LostAfterFinalDot, HandOverStep.Connect, Text: nameof(OwnReply.PickupFileThereAlready), Fault: TransportFault.ConnectionLost));
        }

        try
        {
            await WriteDurablyAsync(unfinished, mail.Content, cancellationToken);
            return Preparation.Of(new PickupHandOver(directory, unfinished, finished));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            DeleteQuietly(unfinished);
            return Preparation.Of(new HandOverOutcome(
                HandOverResult.TransportUnavailable, HandOverStep.Connect, Text: nameof(OwnReply.PickupFolderNotWritable), Fault: TransportFault.Unreachable));
        }
        catch (OperationCanceledException)
        {
            DeleteQuietly(unfinished);
            throw;
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A leftover is removed at the next <see cref="Open"/> at the latest, so failing here is no reason to stop.</summary>
    internal static void DeleteQuietly(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static async Task WriteDurablyAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(content, cancellationToken);
        stream.Flush(flushToDisk: true);
    }
}
