namespace ConsentRegistry.Core.Imports;

/// <summary>Settles which column gets which field when all columns of a file are seen together.</summary>
internal sealed class ColumnChoice(IReadOnlyList<string> header, ColumnGuess[] guesses, ColumnSample sample, IReadOnlyDictionary<int, ImportField?> decided)
{
    private readonly ImportField?[] chosen = new ImportField?[guesses.Length];
    private readonly HashSet<ImportField> taken = [];

    /// <summary>
    /// Columns that say an opt-out of their own beside the one that got the field ("Do Not Call" beside "Email Opt Out"). A report names
    /// each field once, so they stay without one; but a no that the file knows must not be lost, so a yes or a date in them counts as an
    /// opt-out of everything, as it would if the column stood alone.
    /// </summary>
    public HashSet<int> FurtherOptOuts { get; } = [];

    /// <summary>The field of each column; null for one that is dropped. No field is given twice.</summary>
    public ImportField?[] Choose()
    {
        foreach (var (column, field) in decided)
        {
            // A profile that names a field twice means the first; the second column is dropped, unless it says a no.
            chosen[column] = field is not null && taken.Add(field.Value) ? field : null;
            if (chosen[column] is null && field is ImportField.OptedOut or ImportField.OptedOutAt)
            {
                FurtherOptOuts.Add(column);
            }
        }

        var wishes = Enumerable.Range(0, guesses.Length).Where(i => !decided.ContainsKey(i)).Select(i => (Column: i, Wish: Wish(i))).ToList();
        var losers = new List<(int Column, ImportField Field)>();
        foreach (var (column, wish) in wishes.Where(w => w.Wish.Field is not null).OrderBy(w => w.Wish.Rank).ThenBy(w => guesses[w.Column].Looseness).ThenBy(w => w.Column))
        {
            if (taken.Add(wish.Field!.Value))
            {
                chosen[column] = wish.Field;
            }
            else
            {
                losers.Add((column, wish.Field.Value));
            }
        }

        foreach (var (column, field) in losers)
        {
            if (SiblingOf(column, field) is { } sibling && taken.Add(sibling))
            {
                chosen[column] = sibling;
            }
            else if (field is ImportField.OptedOut or ImportField.OptedOutAt)
            {
                FurtherOptOuts.Add(column);
            }
        }

        return chosen;
    }

    private (ImportField? Field, int Rank) Wish(int i)
    {
        var guess = guesses[i];
        if (guess.IsBareName)
        {
            var isFamily = Anywhere(ImportField.GivenName) && !Anywhere(ImportField.FamilyName);
            return (isFamily ? ImportField.FamilyName : ImportField.FullName, 0);
        }

        return guess.Field switch
        {
            ImportField.Email or ImportField.SecondEmail when guess.Rank == 3 && !sample.LooksLikeEmail(i) => default,
            ImportField.Phone or ImportField.Mobile when guess.Rank == 3 && !sample.LooksLikePhone(i) => default,

            // Beside both names, "Candidate" or "File as" tells nothing new.
            ImportField.FullName when guess.Rank == 1 && Anywhere(ImportField.GivenName) && Anywhere(ImportField.FamilyName) => default,

            // A contact person is the person of the row only where the row names nobody else.
            ImportField.FullName when guess.Rank == 2 && (Anywhere(ImportField.GivenName) || guesses.Any(g => g.IsBareName || (g.Field == ImportField.FullName && g.Rank < 2))) => default,
            ImportField.AppliedAt or ImportField.LastContactAt when guess.Rank > 0 && !sample.LooksLikeDate(i) => default,

            // "Ingeschreven op" is the day of a subscription only in a list of subscribers; elsewhere it is that of a registration.
            ImportField.MarketingOptInAt when guess.Rank == 1 && !Anywhere(ImportField.MarketingOptIn) && !Anywhere(ImportField.OptedOutAt) => default,
            ImportField.OptedOut when sample.HoldsDates(i) => (ImportField.OptedOutAt, guess.Rank),

            // "Refuse le mailing" reads like a day; the yes below must not be lost for it.
            ImportField.OptedOutAt when !sample.LooksLikeDate(i) => (ImportField.OptedOut, guess.Rank),
            ImportField.MarketingOptIn when sample.LooksLikeSubscriptionStatus(i) => (ImportField.OptedOut, guess.Rank),
            ImportField.MarketingOptIn when sample.HoldsDates(i) => (ImportField.MarketingOptInAt, guess.Rank),
            ImportField.JobTitle when IsTitleOfTheJobAppliedFor(i) => (ImportField.VacancyReference, guess.Rank),
            null when !guess.IsSensitive && sample.LooksLikeSubscriptionStatus(i) => (ImportField.OptedOut, 4),
            _ => (guess.Field, guess.Rank),
        };
    }

    /// <summary>"Job title" in a list of applications is the vacancy; beside an employer it is what the person does there.</summary>
    private bool IsTitleOfTheJobAppliedFor(int i) => IsJobWord(i)
        && Anywhere(ImportField.AppliedAt) && !Anywhere(ImportField.Company) && !Anywhere(ImportField.VacancyReference);

    private bool IsJobWord(int i) => HeaderWords.Of(header[i]).Compact is "jobtitle" or "position" or "positie" or "poste" or "role";

    private ImportField? SiblingOf(int column, ImportField field) => field switch
    {
        ImportField.Email => ImportField.SecondEmail,

        // Another fixed line is no mobile number; the same header again is.
        ImportField.Phone when header.Take(column).Any(h => HeaderWords.Of(h).Compact == HeaderWords.Of(header[column]).Compact) => ImportField.Mobile,
        ImportField.JobTitle when IsJobWord(column) => ImportField.VacancyReference,
        _ => null,
    };

    private bool Anywhere(ImportField field) => taken.Contains(field) || guesses.Any(g => g.Field == field);
}
