using System.Globalization;
using ConsentRegistry.Core.Drafts;

namespace ConsentRegistry.Web.Components.Shared.Drafts;

/// <summary>One that was begun and not sent.</summary>
/// <param name="Content">The model as text.</param>
/// <param name="At">When something was typed into it last.</param>
internal sealed record UnfinishedForm(string Content, object Model, DateTimeOffset At)
{
    /// <summary>What stands in one draft, newest first: a form on each line, behind its own time, or without one where it has that of the draft.</summary>
    public static IReadOnlyList<UnfinishedForm> Read(KeptDraft draft, Type model) =>
        [.. draft.Content.Split('\n').Select(line => ReadLine(line, draft.ChangedAt, model)).OfType<UnfinishedForm>()];

    /// <param name="newest">What is typed now; null where nothing is.</param>
    /// <returns>Empty where nothing is to be kept.</returns>
    public static string Write(string? newest, IEnumerable<UnfinishedForm> older)
    {
        var lines = older.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.At:O} {each.Content}"));
        return string.Join('\n', newest is null ? lines : lines.Prepend(newest));
    }

    private static UnfinishedForm? ReadLine(string line, DateTimeOffset changedAt, Type model)
    {
        var begin = Math.Max(line.IndexOf('{', StringComparison.Ordinal), 0);
        var hasTime = DateTimeOffset.TryParseExact(line[..begin].TrimEnd(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at);
        return FormContent.Read(line[begin..], model) is { } read ? new UnfinishedForm(line[begin..], read, hasTime ? at : changedAt) : null;
    }
}
