using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Files;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Records;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>Reads the values of one record by a mapping. Pure: the same record gives the same row.</summary>
public sealed class ImportRowReader(ImportFile file)
{
    private readonly ColumnMapping mapping = file.Mapping ?? throw new ArgumentException("The file has no columns.", nameof(file));
    private readonly RowStatementsReader statementsReader = new(file.Mapping!.StatementColumns, file.Meanings, file.Mapping!.DateOrder);
    private readonly bool hasContactDay = file.Mapping!.IndexOf(ImportField.AppliedAt) >= 0 || file.Mapping!.IndexOf(ImportField.LastContactAt) >= 0;

    /// <summary>The row, or null and the reason why it is rejected.</summary>
    public ImportRow? Read(CsvRecords record, out RejectionReason? rejection)
    {
        rejection = file.FaultOf(record);
        if (rejection is not null)
        {
            return null;
        }

        var warnings = new List<ImportWarning>();
        var emails = Emails(record, ImportField.Email, warnings);
        var seconds = Emails(record, ImportField.SecondEmail, warnings);
        var phones = Phones(record, ImportField.Phone, warnings);
        var mobiles = Phones(record, ImportField.Mobile, warnings);
        var further = mapping.FurtherAddresses.Select(column => Address.ReadAll(record[column])).SelectMany(cell => cell.Found).ToList();
        if (emails.Count + seconds.Count + phones.Count + mobiles.Count + further.Count == 0)
        {
            rejection = warnings.Count == 0 ? RejectionReason.NoContactPoint : warnings.Min(w => w.Reason);
            return null;
        }

        List<EmailAddress> furtherEmails = [.. further.Where(each => each.Kind == AddressKind.Email).Select(each => EmailAddress.TryParse(each.Exact, out var email) ? email : null).OfType<EmailAddress>()];
        List<PhoneNumber> furtherPhones = [.. further.Where(each => each.Kind == AddressKind.Phone).Select(each => PhoneNumber.TryParse(each.Exact, out var number) ? number : null).OfType<PhoneNumber>()];
        var email = emails.Count > 0 ? emails[0] : null;
        var second = seconds.Concat(emails.Skip(1)).FirstOrDefault(a => a != email);
        var phone = phones.Count > 0 ? phones[0] : null;
        var mobile = mobiles.Count > 0 ? mobiles[0] : null;
        var (given, family) = ImportNames.Of(Cell(record, ImportField.GivenName), Cell(record, ImportField.FamilyName), Cell(record, ImportField.FullName));
        var (appliedOn, contactOn) = (Day(record, ImportField.AppliedAt, warnings), Day(record, ImportField.LastContactAt, warnings));
        return new ImportRow
        {
            Line = record.Line,
            Email = email,
            SecondEmail = second,
            MoreEmails = [.. emails.Concat(seconds).Concat(furtherEmails).Where(a => a != email && a != second).Distinct()],
            Phone = phone,
            Mobile = mobile,
            MorePhones = [.. phones.Concat(mobiles).Concat(furtherPhones).Where(number => number != phone && number != mobile).Distinct()],
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
            AppliedOn = appliedOn,
            LastContactOn = contactOn,
            IsContactUnknown = hasContactDay && appliedOn is null && contactOn is null,
            MarketingOptIn = Claim(Cell(record, ImportField.MarketingOptIn)),
            MarketingOptInOn = Day(record, ImportField.MarketingOptInAt, null),
            OptInWording = Text(record, ImportField.OptInWording),
            Statements = statementsReader.Read(column => record[column]),
            Warnings = warnings,
        };
    }

    private string Cell(CsvRecords record, ImportField field) => mapping.IndexOf(field) is >= 0 and var column ? record[column] : "";

    private string? Text(CsvRecords record, ImportField field) => Cell(record, field).Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A plain yes is a claim, a plain no is none; null for anything else.</summary>
    private bool? Claim(string cell)
    {
        var isDate = cell.Trim().Length >= 8 && ImportDates.TryRead(cell, out _, mapping.DateOrder);
        return cell.Trim().Length == 0 ? null : CellWords.MeaningOf(StatementKind.Leave, cell, isDate) switch
        {
            CellMeaning.Stays => true,
            CellMeaning.Unclear => null,
            _ => false,
        };
    }

    /// <param name="warnings">Told of a day that cannot be read, because something hangs on it; null where nothing does.</param>
    private DateOnly? Day(CsvRecords record, ImportField field, List<ImportWarning>? warnings)
    {
        if (ImportDates.TryRead(Cell(record, field), out var day, mapping.DateOrder))
        {
            return day;
        }

        Warn(record, field, Text(record, field) is not null, RejectionReason.InvalidDate, warnings);
        return null;
    }

    private IReadOnlyList<EmailAddress> Emails(CsvRecords record, ImportField field, List<ImportWarning> warnings)
    {
        var read = EmailAddress.ReadAll(Cell(record, field));
        Warn(record, field, read.HasUnreadable || (read.Found.Count == 0 && Text(record, field) is not null), RejectionReason.InvalidEmail, warnings);
        return read.Found;
    }

    private IReadOnlyList<PhoneNumber> Phones(CsvRecords record, ImportField field, List<ImportWarning> warnings)
    {
        var read = PhoneNumber.ReadAll(Cell(record, field));
        Warn(record, field, read.Found.Count == 0 && Text(record, field) is not null, RejectionReason.InvalidPhone, warnings);
        return read.Found;
    }

    private static void Warn(CsvRecords record, ImportField field, bool isUnusable, RejectionReason reason, List<ImportWarning>? warnings)
    {
        if (isUnusable)
        {
            warnings?.Add(new ImportWarning(record.Line, field, reason));
        }
    }
}
