using ConsentRegistry.Core.Storage;

namespace ConsentRegistry.Core.Mail.Pickup;

/// <summary>A written and flushed file that waits for the rename that hands it over.</summary>
internal sealed class PickupHandOver(string directory, string unfinished, string finished) : PreparedHandOver
{
    private bool renamed;

    private protected override void StartNow()
    {
        try
        {
            File.Move(unfinished, finished, overwrite: false);
            renamed = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A move that failed half way may still have made the file; then it was handed over.
            renamed = File.Exists(finished);
        }
    }

    private protected override Task<HandOverOutcome> FinishStartedAsync(CancellationToken cancellationToken)
    {
        if (!renamed)
        {
            PickupFolderTransport.DeleteQuietly(unfinished);
            return Task.FromResult(new HandOverOutcome(
                HandOverResult.LostBeforeFinalDot, HandOverStep.Data, Text: nameof(OwnReply.PickupFileNotRenamed), Fault: TransportFault.Unreachable));
        }

        return Task.FromResult(DirectoryFlush.TryFlush(directory)
            ? new HandOverOutcome(HandOverResult.Sent, HandOverStep.Content, Text: nameof(OwnReply.LaidIntoPickupFolder))
            : new HandOverOutcome(
                HandOverResult.LostAfterFinalDot, HandOverStep.Content, Text: nameof(OwnReply.PickupFolderNotFlushed), Fault: TransportFault.Unreachable));
    }

    private protected override Task TakeBackAsync()
    {
        PickupFolderTransport.DeleteQuietly(unfinished);
        return Task.CompletedTask;
    }

    private protected override ValueTask BreakOffAsync()
    {
        if (!renamed)
        {
            PickupFolderTransport.DeleteQuietly(unfinished);
        }

        return ValueTask.CompletedTask;
    }
}
