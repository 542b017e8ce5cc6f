namespace ConsentRegistry.Core.Imports.Columns;

/// <summary>Decides which column gets which field, looking at all columns of a file together.</summary>
internal sealed class ColumnChoice(IReadOnlyList<string> header, ColumnGuess[] guesses, ColumnSurvey survey, IReadOnlyDictionary<int, ImportField?> decided)
{
    private readonly ImportField?[] chosen = new ImportField?[guesses.Length];
    private readonly HashSet<ImportField> taken = [];

    /// <summary>
    /// Columns that say an opt-out of their own beside the one that got the field ("Do Not Call" beside "Email Opt Out"). A report names each
    /// field once, so they stay without one; what they say counts all the same.
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

        TakeByValues(ImportField.Email, survey.HoldsEmails, [ImportField.Email]);
        TakeByValues(ImportField.Phone, survey.HoldsNumbers, [ImportField.Phone, ImportField.Mobile]);
        return chosen;
    }

    /// <summary>Where no name says which column holds addresses, its values do; never one that names somebody else.</summary>
    private void TakeByValues(ImportField field, Func<int, bool> holds, ImportField[] unless)
    {
        if (unless.Any(taken.Contains))
        {
            return;
        }

        for (var i = 0; i < guesses.Length; i++)
        {
            var mayBe = !guesses[i].IsSensitive && !guesses[i].IsOfOtherPerson && guesses[i].Reading is null or { MayBeAddress: true };
            if (mayBe && chosen[i] is null && !decided.ContainsKey(i) && holds(i))
            {
                chosen[i] = field;
                taken.Add(field);
                return;
            }
        }
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
            ImportField.Email or ImportField.SecondEmail when guess.Rank == 3 && !survey.LooksLikeEmail(i) => default,
            ImportField.Phone or ImportField.Mobile when guess.Rank == 3 && !survey.LooksLikePhone(i) => default,

            // "Email: Allow, Do Not Allow" holds no address but what may be done with one.
            ImportField.Email or ImportField.SecondEmail or ImportField.Phone or ImportField.Mobile when IsStatus(i) && !survey.HasAddress(i) => default,

            // Beside both names, "Candidate" or "File as" tells nothing new.
            ImportField.FullName when guess.Rank == 1 && Anywhere(ImportField.GivenName) && Anywhere(ImportField.FamilyName) => default,

            // A contact person is the person of the row only where the row names nobody else.
            ImportField.FullName when guess.Rank == 2 && (Anywhere(ImportField.GivenName) || guesses.Any(g => g.IsBareName || (g.Field == ImportField.FullName && g.Rank < 2))) => default,

            // "Candidature" alone may also be the vacancy; a name that says "date" is believed whatever stands below (W-8).
            ImportField.AppliedAt or ImportField.LastContactAt when guess.Rank > 0 && !guess.NamesDate && !survey.LooksLikeDate(i) => default,

            // "Ingeschreven op" is the day of a subscription only in a list of subscribers; elsewhere it is that of a registration.
            ImportField.MarketingOptInAt when guess.Rank == 1 && !Anywhere(ImportField.MarketingOptIn) && !Anywhere(ImportField.OptedOutAt) => default,
            ImportField.OptedOut or ImportField.OptedOutAt when guess.Reading is { MayBeAddress: true } && (survey.HoldsEmails(i) || survey.HoldsNumbers(i)) => default,
            ImportField.OptedOut when survey.HoldsDates(i) => (ImportField.OptedOutAt, guess.Rank),

            // "Refuse le mailing" reads like a day.
            ImportField.OptedOutAt when !survey.LooksLikeDate(i) => (ImportField.OptedOut, guess.Rank),
            ImportField.MarketingOptIn when IsStatus(i) => (ImportField.OptedOut, guess.Rank),
            ImportField.MarketingOptIn when survey.HoldsDates(i) => (ImportField.MarketingOptInAt, guess.Rank),
            ImportField.JobTitle when IsTitleOfTheJobAppliedFor(i) => (ImportField.VacancyReference, guess.Rank),
            null when !guess.IsSensitive && guess.Reading?.Kind is null or StatementKind.Leave && IsStatus(i) => (ImportField.OptedOut, 4),
            _ => (guess.Field, guess.Rank),
        };
    }

    private bool IsStatus(int i) => survey.IsListOfWords(i) && survey.HasWordOfStatus(i);

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
