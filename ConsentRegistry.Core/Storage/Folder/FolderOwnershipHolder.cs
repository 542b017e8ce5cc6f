using System.Globalization;

namespace ConsentRegistry.Core.Storage.Folder;

/// <summary>Who holds a data folder, as its lock file says.</summary>
/// <param name="Pid">Process id; 0 when the lock file could not be read (its holder is just starting or ending).</param>
/// <param name="Verb">What that process does: <c>serve</c>, or the verb it runs.</param>
/// <param name="StartedAt">Since when it holds the folder.</param>
/// <param name="Socket">Absolute path of the socket on which it takes verbs.</param>
public sealed record FolderOwnershipHolder(int Pid, string Verb, DateTimeOffset StartedAt, string Socket)
{
    public static FolderOwnershipHolder Unknown { get; } = new(0, "", default, "");

    /// <summary>One that lives although its lock file was deleted, so that nothing but its socket is known of it.</summary>
    internal static FolderOwnershipHolder WithoutFile(string socket) => Unknown with { Socket = socket };

    public override string ToString() => Pid == 0
        ? Socket.Length == 0 ? "a process that is just starting or ending" : "a living process whose registry.lock was deleted"
        : string.Create(CultureInfo.InvariantCulture, $"pid {Pid}, {Verb}, since {StartedAt:yyyy-MM-dd HH:mm:ss 'UTC'}");
}
