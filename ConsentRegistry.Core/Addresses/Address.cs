using System.Text;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Core.Addresses;

/// <summary>
/// One address in its normal forms (RULES S-5). Two spellings that reach the same mailbox or number have equal <paramref name="Mailbox"/>.
/// </summary>
/// <param name="Kind">What sort of address it is.</param>
/// <param name="Exact">The exact form: to this a message is sent.</param>
/// <param name="Mailbox">The mailbox form of an e-mail address; otherwise the same as <paramref name="Exact"/>. Suppression keys are made of it.</param>
public sealed record Address(AddressKind Kind, string Exact, string Mailbox)
{
    /// <summary>Raised when a change of normalisation makes other forms of the same spelling; stored with each suppression entry (RULES S-1).</summary>
    public const int NormaliserVersion = 2;

    public static Address Of(EmailAddress email) => new(AddressKind.Email, email.Exact, email.Mailbox);

    public static Address Of(PhoneNumber number) => new(AddressKind.Phone, number.E164, number.E164);

    /// <summary>A postal address, folded so that spacing, letter case and punctuation do not count; null when nothing is left.</summary>
    public static Address? OfPost(string raw)
    {
        var folded = new StringBuilder(raw.Length);
        foreach (var each in raw.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (char.IsLetterOrDigit(each))
            {
                folded.Append(each);
            }
        }

        return folded.Length == 0 ? null : new Address(AddressKind.Post, raw.Trim(), folded.ToString());
    }

    /// <summary>A whole mail domain, written <c>@domain</c> (RULES S-1), <c>*@domain</c> or <c>%@domain</c> (W-10).</summary>
    public static Address? OfDomain(string raw) =>
        TypedText.TryNormalise(raw, out var text) && text.Trim('"', '\'', ',', ';', ' ').TrimStart('*', '%') is ['@', .. var domain] && EmailAddress.TryParse("any@" + domain, out var email)
            ? new Address(AddressKind.Domain, "@" + email.Domain, "@" + email.Domain)
            : null;

    /// <summary>What a cell of any column holds: e-mail addresses, numbers, or a whole domain, and whether something in it looks like one and is none.</summary>
    public static AddressCell<Address> ReadAll(string cell)
    {
        if (OfDomain(cell) is { } domain)
        {
            return new AddressCell<Address>([domain], false);
        }

        if (cell.AsSpan().IndexOfAny('@', '＠') >= 0)
        {
            var emails = EmailAddress.ReadAll(cell);
            return new AddressCell<Address>([.. emails.Found.Select(Of)], emails.HasUnreadable);
        }

        var numbers = PhoneNumber.ReadAll(cell);
        return new AddressCell<Address>([.. numbers.Found.Select(Of)], numbers.HasUnreadable);
    }

    /// <summary>Reads an e-mail address, a number or <c>@domain</c> as somebody typed it; null when it is none of them.</summary>
    public static Address? Read(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return null;
        }

        if (OfDomain(raw) is { } domain)
        {
            return domain;
        }

        if (EmailAddress.TryParse(raw, out var email))
        {
            return Of(email);
        }

        return PhoneNumber.TryParse(raw, out var number) ? Of(number) : null;
    }

    /// <summary>Reads an address of a known kind; null when it is not usable.</summary>
    public static Address? Read(AddressKind kind, string? raw) => kind switch
    {
        AddressKind.Email => EmailAddress.TryParse(raw, out var email) ? Of(email) : null,
        AddressKind.Phone => PhoneNumber.TryParse(raw, out var number) ? Of(number) : null,
        AddressKind.Post => raw is null ? null : OfPost(raw),
        AddressKind.Domain => raw is null ? null : OfDomain(raw),
        _ => null,
    };

    /// <summary>The address of the mail domain of an e-mail address; null for other kinds.</summary>
    public Address? Domain() => Kind == AddressKind.Email ? OfDomain(Exact[Exact.LastIndexOf('@')..]) : null;

    /// <summary>Enough to recognise an address one knows, not enough to learn one: <c>a•••@v•••.example</c>.</summary>
    public string Masked()
    {
        if (Kind is AddressKind.Email)
        {
            var at = Exact.LastIndexOf('@');
            var dot = Exact.LastIndexOf('.');
            return $"{Exact[..1]}•••@{Exact[at + 1]}•••{Exact[dot..]}";
        }

        return Exact.Length <= 5 ? "•••" : $"{Exact[..3]}•••{Exact[^2..]}";
    }
}
