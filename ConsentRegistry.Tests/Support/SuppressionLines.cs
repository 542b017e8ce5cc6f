using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Suppressions;

namespace ConsentRegistry.Tests.Support;

/// <summary>Lines of a suppression list of an earlier system, read as the verb reads them.</summary>
internal static class SuppressionLines
{
    public static IAsyncEnumerable<SuppressionLine> Of(params IEnumerable<string> lines) =>
        lines.Select((text, i) => (Text: text, Line: i + 1L)).Where(each => each.Text.Length > 0).SelectMany(each => SuppressionFile.Of(each.Line, [each.Text])).ToAsyncEnumerable();
}
