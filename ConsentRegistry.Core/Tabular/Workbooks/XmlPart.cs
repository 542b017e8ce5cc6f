using System.Text;
using System.Xml;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>One part of a workbook, read forward. Nothing outside of it is looked up, and no entity is expanded: a document type alone makes it unreadable.</summary>
internal sealed class XmlPart : IDisposable
{
    /// <summary>No part of a workbook has elements within elements as deep as this.</summary>
    private const int Deepest = 64;

    /// <summary>Characters; a cell holds 32,767.</summary>
    private const int LongestText = 40_000;

    private readonly XmlReader xml;

    /// <param name="content">Goes with this.</param>
    public XmlPart(Stream content) => xml = XmlReader.Create(
        new BoundedText(new StreamReader(content, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16)),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            NameTable = new BoundedNames(),
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,

            // A character that no text may hold costs its row, not the workbook (RULES W-11).
            CheckCharacters = false,
        });

    public int Depth => xml.Depth;

    /// <summary>Whether the element that was reached has nothing in it, and so no end either.</summary>
    public bool IsEmpty => xml.IsEmptyElement;

    /// <summary>The name of the element that was reached, without its prefix.</summary>
    public string Name => xml.LocalName;

    /// <summary>Goes one step on; false at the end.</summary>
    public bool Read()
    {
        if (!xml.Read())
        {
            return false;
        }

        return xml.Depth <= Deepest ? true : throw new WorkbookException(Refusal.WorkbookTooLarge);
    }

    /// <summary>Goes on to the next element within the one at a depth; false at its end.</summary>
    public bool ReadWithin(int depth)
    {
        while (Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes on to the first element, which is the root; false where there is none.</summary>
    public bool ReadRoot() => ReadWithin(-1);

    /// <summary>Whether an element was reached that has this name and stands directly within the one at a depth.</summary>
    public bool IsChild(string name, int depth) => xml.Depth == depth + 1 && xml.LocalName == name;

    /// <summary>An attribute of the element that has no prefix; null where it has none of this name.</summary>
    public string? this[string attribute] => xml.GetAttribute(attribute);

    /// <summary>An attribute of the element that has a prefix, whichever; null where it has none of this name.</summary>
    public string? Prefixed(string attribute)
    {
        string? value = null;
        for (var more = xml.MoveToFirstAttribute(); more && value is null; more = xml.MoveToNextAttribute())
        {
            value = xml.LocalName == attribute && xml.Prefix.Length > 0 ? xml.Value : null;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary>The text in the element, which is read to its end. What is longer than any cell may be loses its end; its row is too long all the same.</summary>
    public string Text()
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text) = (xml.Depth, "");
        while (Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && text.Length < LongestText)
            {
                text += xml.Value.Length <= LongestText ? xml.Value : xml.Value[..LongestText];
            }
        }

        return text;
    }

    public void Dispose() => xml.Dispose();

    /// <summary>The names of tags and attributes, each kept once; no workbook has many different ones.</summary>
    private sealed class BoundedNames : NameTable
    {
        private const int Most = 4_096;

        private int count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

        public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

        private string Counted(string name) => ++count <= Most ? name : throw new WorkbookException(Refusal.WorkbookTooLarge);
    }
}
