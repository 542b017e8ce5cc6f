using System.ComponentModel.DataAnnotations;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.Dialogs.Records;

/// <summary>Addresses as typed: one a line; a postal address on one line.</summary>
public sealed class TypedAddresses : IValidatableObject
{
    [MaxLength(2000, ErrorMessage = "TooLong")]
    public string? Emails { get; set; }

    [MaxLength(500, ErrorMessage = "TooLong")]
    public string? Phones { get; set; }

    [MaxLength(500, ErrorMessage = "TooLong")]
    public string? Post { get; set; }

    /// <summary>The addresses; call it only when the form is valid.</summary>
    public IReadOnlyList<Address> Read() =>
    [
        .. Lines(Emails).Select(line => Address.Read(AddressKind.Email, line)!),
        .. Lines(Phones).Select(line => Address.Read(AddressKind.Phone, line)!),
        .. Lines(Post).Select(line => Address.Read(AddressKind.Post, line)!),
    ];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lines(Emails).Any(line => Address.Read(AddressKind.Email, line) is null))
        {
            yield return new ValidationResult("Email", [nameof(Emails)]);
        }

        if (Lines(Phones).Any(line => Address.Read(AddressKind.Phone, line) is null))
        {
            yield return new ValidationResult("Phone", [nameof(Phones)]);
        }

        if (Lines(Post).Any(line => Address.Read(AddressKind.Post, line) is null))
        {
            yield return new ValidationResult("PostalAddress", [nameof(Post)]);
        }
    }

    private static string[] Lines(string? typed) =>
        typed?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
