using System.Buffers;
using System.Collections.Frozen;
using ConsentRegistry.Core.Results;

namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>What a cell says, by the kind of its column (W-1, W-2, W-3). Pure; the words are in <see cref="WordLists"/>.</summary>
internal static class CellWords
{
    /// <summary>Characters; a sentence of this length in a list of words is read as free text.</summary>
    private const int LongestWord = 40;

    private const int MostWords = 5;

    private static readonly FrozenSet<string> Yes = WordLists.Cells("cell: yes");
    private static readonly FrozenSet<string> No = WordLists.Cells("cell: no");
    private static readonly FrozenSet<string> Nothing = WordLists.Cells("cell: nothing");
    private static readonly FrozenSet<string> NoLeave = WordLists.Cells("cell: no leave");
    private static readonly FrozenSet<string> Refusal = WordLists.Cells("cell: refusal");
    private static readonly FrozenSet<string> Stay = WordLists.Cells("cell: stay");
    private static readonly FrozenSet<string> StayAlways = WordLists.Cells("cell: stay even where a refusal is named");
    private static readonly FrozenSet<string> Dead = WordLists.Cells("cell: dead");
    private static readonly FrozenSet<string> Complaint = WordLists.Cells("cell: complaint");
    private static readonly FrozenSet<string> Soft = WordLists.Cells("cell: soft bounce");
    private static readonly Phrase[] Speaks = WordLists.TextPhrases("text: refusal");
    private static readonly SearchValues<string> Signals = SearchValues.Create(
        [.. Speaks.Select(phrase => phrase.Signal).Concat(Refusal.Select(text => text.Split(' ').MaxBy(word => word.Length)!)).Distinct()], StringComparison.Ordinal);

    /// <summary>What a filled cell says.</summary>
    /// <param name="kind">The kind of its column.</param>
    /// <param name="cell">As it stands in the file.</param>
    /// <param name="isDate">Whether it holds a date in any form that can be read.</param>
    public static CellMeaning MeaningOf(StatementKind kind, string cell, bool isDate)
    {
        var text = CellNormalForm.Of(cell);
        return text.Length == 0 ? CellMeaning.Nothing : kind switch
        {
            StatementKind.Refusal => IsPlainNegative(text, cell) ? CellMeaning.Nothing : CellMeaning.No,
            StatementKind.Complaint => IsPlainNegative(text, cell) ? CellMeaning.Nothing : CellMeaning.Complaint,
            StatementKind.Leave => OfLeave(text, isDate),
            StatementKind.Status => OfStatus(text),
            StatementKind.Settled => IsPlainNegative(text, cell) || Stay.Contains(text) ? CellMeaning.Nothing : Yes.Contains(text) || isDate ? CellMeaning.No : OfStatus(text),
            StatementKind.Dead => OfBounce(text, cell, isDate),
            _ => SpeaksOfRefusal(cell) ? CellMeaning.Unclear : CellMeaning.Nothing,
        };
    }

    /// <summary>Whether the whole cell is a word that makes its column one of status: a refusal, a complaint, or a bounce (W-3).</summary>
    public static bool IsProperToStatus(string cell)
    {
        var text = CellNormalForm.Of(cell);
        return Refusal.Contains(text) || Complaint.Contains(text) || (Dead.Contains(text) && text is not ("invalid" or "ongeldig" or "invalide" or "ungultig" or "dead"));
    }

    /// <summary>Whether the whole cell is a plain yes or no, or a word of a mailing tool: it shows that its column is about leave.</summary>
    public static bool IsKnownOfLeave(string cell) => OfLeave(CellNormalForm.Of(cell), false) is not CellMeaning.Unclear;

    /// <summary>Whether a cell only says "nothing": "-", "n/a", "geen".</summary>
    public static bool IsPlaceholder(string cell) => CellNormalForm.Of(cell) is var text && (text.Length == 0 || Nothing.Contains(text) || Nothing.Contains(cell.Trim()) || No.Contains(text));

    /// <summary>
    /// Whether a cell holds a day on which programs put what has no day, with or without a time: the first of 1970, of 1900, of their calendar. It is
    /// a plain negative (W-1).
    /// </summary>
    /// <param name="on">The day that was read in it.</param>
    public static bool IsNullDate(string cell, DateOnly? on)
    {
        var text = cell.Trim();
        var day = text.IndexOfAny([' ', 'T']) is > 0 and var end ? text[..end] : text;
        return on is { Year: 1900 or 1970, DayOfYear: 1 } || (day.Length >= 8 && char.IsAsciiDigit(day[0]) && Nothing.Contains(day));
    }

    /// <summary>Whether a cell is short enough to be one word of a list.</summary>
    public static bool IsShort(string cell) => cell.Length <= LongestWord && cell.AsSpan().Count(' ') < MostWords;

    /// <summary>Whether a text, among other things, says that somebody does not want to be contacted.</summary>
    public static bool SpeaksOfRefusal(string cell)
    {
        var folded = HeaderWords.Folded(cell);
        if (!folded.AsSpan().ContainsAny(Signals))
        {
            return false;
        }

        var words = HeaderWords.Of(cell);
        return Refusal.Contains(string.Join(' ', words.Tokens)) || Array.Exists(Speaks, phrase => phrase.IndexIn(words.Tokens) >= 0);
    }

    private static bool IsPlainNegative(string text, string cell) =>
        No.Contains(text) || Nothing.Contains(text) || Nothing.Contains(cell.Trim()) || StayAlways.Contains(text);

    private static CellMeaning OfLeave(string text, bool isDate) =>
        Yes.Contains(text) || isDate ? CellMeaning.Stays
        : No.Contains(text) || NoLeave.Contains(text) || Refusal.Contains(text) ? CellMeaning.No
        : Stay.Contains(text) || StayAlways.Contains(text) ? CellMeaning.Stays
        : Dead.Contains(text) ? CellMeaning.Dead
        : Complaint.Contains(text) ? CellMeaning.Complaint
        : CellMeaning.Unclear;

    private static CellMeaning OfStatus(string text) =>
        Refusal.Contains(text) ? CellMeaning.No
        : Complaint.Contains(text) ? CellMeaning.Complaint
        : Dead.Contains(text) ? CellMeaning.Dead
        : Stay.Contains(text) || StayAlways.Contains(text) ? CellMeaning.Nothing
        : CellMeaning.Unclear;

    /// <summary>A column of bounces may also count them, or tell soft ones, after which the address works again.</summary>
    private static CellMeaning OfBounce(string text, string cell, bool isDate) =>
        IsPlainNegative(text, cell) || Soft.Contains(text) || Stay.Contains(text) || (!isDate && !Yes.Contains(text) && char.IsAsciiDigit(text[0])) ? CellMeaning.Nothing : CellMeaning.Dead;
}
