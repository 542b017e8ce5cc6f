namespace ConsentRegistry.Core.Imports;

/// <summary>The first values of a file's columns, for headers that leave open what they hold.</summary>
internal sealed class ColumnSample(IReadOnlyList<IReadOnlyList<string>> rows)
{
    /// <summary>Whether most values of the column hold an @; true for a column without values.</summary>
    public bool LooksLikeEmail(int column) => Most(column, v => v.Contains('@', StringComparison.Ordinal));

    /// <summary>Whether most values of the column hold digits, and few of them anything like a date; true for a column without values.</summary>
    public bool LooksLikePhone(int column) => Most(column, v => v.Count(char.IsDigit) >= 6 && !ImportDates.TryRead(v, out _));

    /// <summary>Whether most values of the column are dates; true for a column without values.</summary>
    public bool LooksLikeDate(int column) => Most(column, v => ImportDates.TryRead(v, out _));

    /// <summary>Whether the values are the words of a mailing tool for its subscribers: subscribed, unsubscribed, cleaned, …</summary>
    public bool LooksLikeSubscriptionStatus(int column)
    {
        var values = Values(column).ToList();
        return values.Count > 0 && values.TrueForAll(OptOutWords.IsSubscriptionStatus) && values.Exists(OptOutWords.IsProperToMailingTools);
    }

    /// <summary>Whether there are values and all are dates.</summary>
    public bool HoldsDates(int column)
    {
        var values = Values(column).ToList();
        return values.Count > 0 && values.TrueForAll(v => v.Length >= 6 && ImportDates.TryRead(v, out _));
    }

    private bool Most(int column, Func<string, bool> test)
    {
        var values = Values(column).ToList();
        return values.Count == 0 || values.Count(test) * 2 > values.Count;
    }

    private IEnumerable<string> Values(int column) =>
        rows.Where(r => column < r.Count).Select(r => r[column].Trim()).Where(v => v.Length > 0);
}
