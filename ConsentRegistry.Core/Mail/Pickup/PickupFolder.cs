namespace ConsentRegistry.Core.Mail.Pickup;

/// <summary>One mail that lies in the pickup folder.</summary>
/// <param name="Delivery">The delivery that it belongs to.</param>
/// <param name="WrittenAt">When it was laid there.</param>
public readonly record struct PickupFile(Guid Delivery, DateTimeOffset WrittenAt);

/// <summary>
/// What <see cref="PickupFolderTransport"/> left for another program to send, and may have to be taken away again: it is readable, so that it
/// must not outlive the person (Article 17) nor its age limit. It is looked after also where mail goes to a server by now.
/// </summary>
public sealed class PickupFolder(string directory)
{
    private const string Extension = ".eml";

    /// <summary>The mails that lie there; files that are no mail of ours are not named.</summary>
    public IReadOnlyList<PickupFile> List() => !Directory.Exists(directory)
        ? []
        : [.. from file in new DirectoryInfo(directory).EnumerateFiles($"*{Extension}", new EnumerationOptions { IgnoreInaccessible = true })
              where Guid.TryParse(Path.GetFileNameWithoutExtension(file.Name), out _)
              select new PickupFile(Guid.Parse(Path.GetFileNameWithoutExtension(file.Name)), file.LastWriteTimeUtc)];

    /// <summary>Takes a mail away, if it lies there; what cannot be deleted is tried again by the next <see cref="Campaigns.Deliveries.CleanPickupFolder"/>.</summary>
    public void Remove(Guid delivery) => PickupFolderTransport.DeleteQuietly(Path.Combine(directory, $"{delivery}{Extension}"));
}

/// <summary>How long mails may lie in the pickup folder (<c>Mail:Pickup</c>).</summary>
public sealed record PickupOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Mail:Pickup";

    /// <summary>Days after which a mail that nobody took is deleted.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>What is wrong with the settings, in English; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() => KeepDays is >= 1 and <= 366 ? [] : [$"{Section}:KeepDays must be between 1 and 366."];
}
