using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Tabular;

namespace ConsentRegistry.Core.Imports.Rows;

/// <summary>What an accepted row says, normalised. Texts are null where the row says nothing; names keep their letter case, markup and formulas (they are made harmless when shown).</summary>
public sealed record ImportRow
{
    /// <summary>The physical line that the row starts on.</summary>
    public required long Line { get; init; }

    public EmailAddress? Email { get; init; }

    /// <summary>From its own column, or the second address of the e-mail cell.</summary>
    public EmailAddress? SecondEmail { get; init; }

    /// <summary>Usable addresses beyond two, from further columns and cells with several (W-6).</summary>
    public IReadOnlyList<EmailAddress> MoreEmails { get; init; } = [];

    public PhoneNumber? Phone { get; init; }

    public PhoneNumber? Mobile { get; init; }

    /// <summary>Usable numbers beyond two.</summary>
    public IReadOnlyList<PhoneNumber> MorePhones { get; init; } = [];

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? Language { get; init; }

    public string? Company { get; init; }

    public string? JobTitle { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    public string? Skills { get; init; }

    public string? VacancyReference { get; init; }

    public string? ProfileUrl { get; init; }

    public string? ExternalId { get; init; }

    public string? Notes { get; init; }

    /// <summary>Who the person is, as far as the row tells.</summary>
    public PersonDetails Details => new()
    {
        GivenName = GivenName,
        FamilyName = FamilyName,
        Company = Company,
        JobTitle = JobTitle,
        City = City,
        PostalCode = PostalCode,
        Country = Country,
        Skills = Skills,
        ProfileUrl = ProfileUrl,
        ExternalId = ExternalId,
    };

    public DateOnly? AppliedOn { get; init; }

    public DateOnly? LastContactOn { get; init; }

    /// <summary>A claim of the file; never a proof.</summary>
    public bool? MarketingOptIn { get; init; }

    public DateOnly? MarketingOptInOn { get; init; }

    public string? OptInWording { get; init; }

    /// <summary>What the row says about being contacted (RULES 8).</summary>
    public RowStatements Statements { get; init; } = RowStatements.Nothing;

    /// <summary>The row says, by more than a "no" to being contacted, that the person does not want to be.</summary>
    public bool OptedOut => Statements.Refusals.Any(refusal => !refusal.IsFromLeave);

    /// <summary>
    /// The file has a column for the last own contact, or the application, and this row tells no day that can be read: when the person was last in
    /// touch is unknown, and no contact permission arises (W-8).
    /// </summary>
    public bool IsContactUnknown { get; init; }

    /// <summary>Contact points that were given and are not usable.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>Every usable e-mail address of the row, each once.</summary>
    public IEnumerable<EmailAddress> Emails => new[] { Email, SecondEmail }.OfType<EmailAddress>().Concat(MoreEmails);

    /// <summary>Every usable number of the row.</summary>
    public IEnumerable<PhoneNumber> Phones => new[] { Phone, Mobile }.OfType<PhoneNumber>().Concat(MorePhones).Distinct();

    /// <summary>Every usable address: mailboxes first, then numbers.</summary>
    public IReadOnlyList<Address> Addresses => [.. Emails.Select(Address.Of), .. Phones.Select(Address.Of)];

    /// <summary>What makes two rows one person, and what a suppression is looked up by: mailbox forms and E.164 numbers.</summary>
    public IEnumerable<string> Keys => Emails.Select(e => e.Mailbox).Concat(Phones.Select(p => p.E164)).Distinct();
}

/// <summary>Something of a row that is taken in all the same that cannot be used.</summary>
/// <param name="Line">The physical line that the row starts on.</param>
/// <param name="Field">A contact point, or a date.</param>
/// <param name="Reason">InvalidEmail, InvalidPhone, InvalidDate or DateOrderUnclear.</param>
public sealed record ImportWarning(long Line, ImportField Field, RejectionReason Reason);
