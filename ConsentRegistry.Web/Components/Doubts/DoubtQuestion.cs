using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.Doubts;

/// <summary>What is asked: about one doubt, or about all that a word of a file gave rise to.</summary>
/// <param name="Id">Of the doubt, or of the word.</param>
/// <param name="Count">How many doubts are answered at once.</param>
/// <param name="PersonName">Whom a single doubt is about; null for all of a word.</param>
/// <param name="FileName">Null where only the history of the person tells of it.</param>
public sealed record DoubtQuestion(Guid Id, string? FileName, string Header, string Value, IReadOnlyList<BarScope> Scopes, int Count, string? PersonName)
{
    public bool IsOfWord => PersonName is null;

    public static DoubtQuestion Of(DoubtGroup group) => new(group.Word, group.FileName, group.Header, group.Value, group.Scopes, group.Count, null);

    public static DoubtQuestion Of(OpenDoubt doubt) => new(doubt.Id, doubt.FileName, doubt.Header, doubt.Value, [doubt.Scope], 1, doubt.PersonName);
}
