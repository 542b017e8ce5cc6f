using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>A workbook cannot be read, for a reason that has a sentence of its own. Caught by <see cref="OpenTable"/>, never seen outside.</summary>
internal sealed class WorkbookException(Refusal refusal) : Exception($"{refusal}")
{
    public Refusal Refusal => refusal;
}
