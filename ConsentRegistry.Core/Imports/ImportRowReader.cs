using ConsentRegistry.Core.People;

namespace ConsentRegistry.Core.Imports;

/// <summary>Reads the values of one record by a mapping. Pure: the same record gives the same row.</summary>
public sealed class ImportRowReader(ImportFile file)
{
    private readonly ColumnMapping mapping = file.Mapping ?? throw new ArgumentException("The file has no columns.", nameof(file));

    /// <summary>The row, or null and the reason why it is rejected.</summary>
    public ImportRow? Read(CsvRecords record, out RejectionReason? rejection)
    {
        rejection = file.FaultOf(record);
        if (rejection is not null)
        {
            return null;
        }

        var warnings = new List<ImportWarning>();
        var emails = EmailAddress.ReadAll(Cell(record, ImportField.Email));
        var seconds = EmailAddress.ReadAll(Cell(record, ImportField.SecondEmail));
        Warn(record, ImportField.Email, emails.Count > 0, RejectionReason.InvalidEmail, warnings);
        Warn(record, ImportField.SecondEmail, seconds.Count > 0, RejectionReason.InvalidEmail, warnings);
        Warn(record, ImportField.Phone, PhoneNumber.TryParse(Cell(record, ImportField.Phone), out var phone), RejectionReason.InvalidPhone, warnings);
        Warn(record, ImportField.Mobile, PhoneNumber.TryParse(Cell(record, ImportField.Mobile), out var mobile), RejectionReason.InvalidPhone, warnings);
        if (emails.Count + seconds.Count == 0 && phone is null && mobile is null)
        {
            rejection = warnings.Count == 0 ? RejectionReason.NoContactPoint : warnings.Min(w => w.Reason);
            return null;
        }

        var email = emails.Count > 0 ? emails[0] : null;
        var second = seconds.Concat(emails.Skip(1)).FirstOrDefault(a => a != email);
        var (given, family) = ImportNames.Of(Cell(record, ImportField.GivenName), Cell(record, ImportField.FamilyName), Cell(record, ImportField.FullName));
        var optedOutOn = Day(record, ImportField.OptedOutAt);
        return new ImportRow
        {
            Line = record.Line,
            Email = email,
            SecondEmail = second,
            MoreEmails = [.. emails.Concat(seconds).Where(a => a != email && a != second).Distinct()],
            Phone = phone,
            Mobile = mobile,
            GivenName = given,
            FamilyName = family,
            Language = Text(record, ImportField.Language),
            Company = Text(record, ImportField.Company),
            JobTitle = Text(record, ImportField.JobTitle),
            City = Text(record, ImportField.City),
            PostalCode = Text(record, ImportField.PostalCode),
            Country = Text(record, ImportField.Country),
            Skills = Text(record, ImportField.Skills),
            VacancyReference = Text(record, ImportField.VacancyReference),
            ProfileUrl = Text(record, ImportField.ProfileUrl),
            ExternalId = Text(record, ImportField.ExternalId),
            Notes = Text(record, ImportField.Notes),
            AppliedOn = Day(record, ImportField.AppliedAt),
            LastContactOn = Day(record, ImportField.LastContactAt),
            MarketingOptIn = OptOutWords.SayYes(Cell(record, ImportField.MarketingOptIn)),
            MarketingOptInOn = Day(record, ImportField.MarketingOptInAt),
            OptInWording = Text(record, ImportField.OptInWording),
            OptedOut = optedOutOn is not null || OptOutWords.SayOptedOut(Cell(record, ImportField.OptedOut)) || mapping.FurtherOptOuts.Any(column => OptOutWords.SayOptedOut(record[column])),
            OptedOutOn = optedOutOn ?? Day(record, ImportField.OptedOut),
            Warnings = warnings,
        };
    }

    private string Cell(CsvRecords record, ImportField field) => mapping.IndexOf(field) is >= 0 and var column ? record[column] : "";

    private string? Text(CsvRecords record, ImportField field) => Cell(record, field).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A "1" in a yes/no column is a yes, not the first day of 1900: what is short is no date there.</summary>
    private DateOnly? Day(CsvRecords record, ImportField field) =>
        Cell(record, field) is var cell && (field != ImportField.OptedOut || cell.Trim().Length >= 8) && ImportDates.TryRead(cell, out var day) ? day : null;

    private void Warn(CsvRecords record, ImportField field, bool usable, RejectionReason reason, List<ImportWarning> warnings)
    {
        if (!usable && !string.IsNullOrWhiteSpace(Cell(record, field)))
        {
            warnings.Add(new ImportWarning(record.Line, field, reason));
        }
    }
}
