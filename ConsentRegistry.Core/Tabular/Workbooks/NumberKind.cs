using System.Buffers;

namespace ConsentRegistry.Core.Tabular.Workbooks;

/// <summary>What the format of a cell makes of its number.</summary>
internal enum NumberKind
{
    Plain = 0,

    /// <summary>A day, a time of day, or both.</summary>
    Date = 1,

    /// <summary>A length of time, which may be longer than a day: <c>[h]:mm</c>.</summary>
    Duration = 2,
}

/// <summary>Reads the format codes of spreadsheets as far as to tell dates from other numbers.</summary>
internal static class NumberFormat
{
    private static readonly SearchValues<char> OfDuration = SearchValues.Create("hmsHMS");

    /// <summary>A format that every workbook has without saying so.</summary>
    public static NumberKind OfBuiltIn(int id) => id switch
    {
        46 => NumberKind.Duration,
        (>= 14 and <= 22) or (>= 27 and <= 36) or 45 or 47 or (>= 50 and <= 58) => NumberKind.Date,
        _ => NumberKind.Plain,
    };

    /// <summary>A format as it is written down: a y, m, d, h or s that stands for itself makes it one of time.</summary>
    public static NumberKind Of(string code)
    {
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '"':
                    i = EndOf(code, i, '"');
                    break;
                case '[':
                    var end = EndOf(code, i, ']');
                    var inside = code.AsSpan(i + 1, Math.Max(0, end - i - 1));
                    if (inside.Length > 0 && !inside.ContainsAnyExcept(OfDuration))
                    {
                        return NumberKind.Duration;
                    }

                    i = end;
                    break;
                case 'G' when code.AsSpan(i).StartsWith("General", StringComparison.Ordinal):
                    i += "General".Length - 1;
                    break;
                case 'y' or 'm' or 'd' or 'h' or 's' or 'Y' or 'M' or 'D' or 'H' or 'S':
                    return NumberKind.Date;
            }
        }

        return NumberKind.Plain;
    }

    private static int EndOf(string code, int from, char closing) => code.IndexOf(closing, from + 1) is >= 0 and var end ? end : code.Length;
}
