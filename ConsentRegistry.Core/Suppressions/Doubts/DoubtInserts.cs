using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Storage;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Suppressions.Doubts;

/// <summary>Writes the queue of doubts in one transaction, by prepared commands: a file may hold a hundred thousand.</summary>
internal sealed class DoubtInserts(RegistryDbContext context, ProtectedValues values) : IDisposable
{
    private readonly PreparedCommand doubts = PreparedCommand.Insert(
        context, "Doubts", "Id", "Sequence", "PersonId", "ImportId", "Line", "Topic", "Channel", "ReceivedAt", "RecordedAt", "WordId");

    private readonly PreparedCommand words = PreparedCommand.Insert(
        context, "DoubtWords", "Id", "ImportId", "FileName", "ProtectedHeader", "ProtectedValue", "WordIndex");

    /// <summary>A word that this file has not had yet.</summary>
    public Guid Write(NewDoubt doubt, byte[] index, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        words.Execute(
            id, doubt.Import, doubt.FileName, values.Protect(doubt.Header, DoubtWord.HeaderColumn, id), values.Protect(doubt.Value, DoubtWord.ValueColumn, id), index);
        return id;
    }

    /// <summary>A doubt that its event has opened.</summary>
    public void Write(NewDoubt doubt, LedgerEvent opened, Guid word) => doubts.Execute(
        opened.ActId, opened.Sequence, opened.Person, doubt.Import, doubt.Line, opened.Topic?.ToString(), opened.Channel?.ToString(),
        context.ToColumn(opened.EffectiveAt), context.ToColumn(opened.RecordedAt), word);

    public void Dispose()
    {
        doubts.Dispose();
        words.Dispose();
    }
}
