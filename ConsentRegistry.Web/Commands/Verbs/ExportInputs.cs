using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary>How a verb is told to write a file for people.</summary>
internal static class ExportInputs
{
    public static readonly VerbInput<ExportNames> Names = VerbInputs.Word<ExportNames>("--names", "NAMES", "column names in the file (default: Technical)");

    /// <summary>In the caller's language; columns have their technical names unless said, since scripts read them.</summary>
    public static ExportFormat FormatOf(VerbContext context) => new(context.Console.Language, context.Line.Get(Names, ExportNames.Technical));

    /// <summary>What parts the fields of a file that is written as text: what spreadsheets in the caller's language expect.</summary>
    public static char DelimiterOf(VerbContext context) => ExportFormat.DelimiterFor(context.Console.Language);
}
