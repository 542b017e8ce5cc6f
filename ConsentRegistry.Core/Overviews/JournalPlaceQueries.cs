using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Suppressions.Journal;

namespace ConsentRegistry.Core.Overviews;

/// <summary>Looks at where the opt-out journal is written: it is what an older copy of the database learns newer opt-outs from.</summary>
public sealed class JournalPlaceQueries(OptOutJournal journal, DataFolder folder)
{
    /// <summary>How many of its files would outlive the data folder.</summary>
    public int OutsideDataFolder() => journal.Files.Count(file => Path.GetRelativePath(folder.Root, file) is var way && (way.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(way)));
}
