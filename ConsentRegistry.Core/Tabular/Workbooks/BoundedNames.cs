using System.Xml;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>The names of tags and attributes, each kept once; no workbook has many different ones.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int Most = 4_096;

    private int count;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    private string Counted(string name) => ++count <= Most ? name : throw new WorkbookException(Refusal.WorkbookTooLarge);
}
