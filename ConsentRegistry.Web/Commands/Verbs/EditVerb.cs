using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.People.Search;
using ConsentRegistry.Core.Records;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Reading;

namespace ConsentRegistry.Web.Commands.Verbs;

/// <summary><c>edit</c>: changes who a person is and how to reach them, as the screen does. Consent is not touched and no bar is lifted.</summary>
public sealed class EditVerb : Verb
{
    private const string Removal = "removeAddress";
    private const string Relation = "relationship";

    private static readonly ImportField[] Fields =
    [
        ImportField.GivenName, ImportField.FamilyName, ImportField.Language, ImportField.Company, ImportField.JobTitle, ImportField.City, ImportField.PostalCode,
        ImportField.Country, ImportField.Skills, ImportField.Notes, ImportField.Email, ImportField.SecondEmail, ImportField.Phone, ImportField.Mobile,
    ];

    private static readonly VerbInput<string> Person = VerbInputs.Text("PERSON", null, "the person's id, or an address only this person has", required: true);
    private static readonly VerbInput<string> Changes = VerbInputs.Text(
        "FIELD=VALUE", null,
        $"an empty value clears; addresses and {Relation} (one of {string.Join(", ", Enum.GetNames<Relationship>())}) are added; {Removal} takes one away; fields",
        required: true, many: true, words: [.. Fields.Select(field => field.Word()), Relation, Removal]);

    public override string Name => "edit";

    public override string Summary => "changes a person's name, addresses and other fields";

    public override IReadOnlyList<VerbInput> Inputs => [Person, Changes];

    public override async Task<int> RunAsync(VerbContext context)
    {
        var changes = new PersonChanges();
        var removals = new List<Address>();
        foreach (var text in context.Line.All(Changes))
        {
            if (text.Split('=', 2) is not [var field, var value])
            {
                throw new VerbUsageException($"\"{text}\" is not FIELD=VALUE.");
            }

            if (field == Removal)
            {
                removals.Add(Address.Read(value) ?? throw VerbRefusals.For(Refusal.AddressUnreadable));
            }
            else
            {
                changes = With(changes, field, value);
            }
        }

        var person = (await context.Services.GetRequiredService<FindPerson>().ExecuteAsync(context.Line.Get(Person), context.Cancellation)).OrRefuse();
        changes = changes with { RemoveContactPoints = await ContactPointsAsync(context, person, removals) };
        (await context.Services.GetRequiredService<EditPerson>().ExecuteAsync(person, changes, context.Console.Operator, context.Cancellation)).OrRefuse();
        await context.AnswerAsync($"Changed {person}.", new { person });
        return VerbExecution.Done;
    }

    private static PersonChanges With(PersonChanges changes, string field, string value) => (field, ImportFields.FromWord(field)) switch
    {
        (_, ImportField.GivenName) => changes with { GivenName = value },
        (_, ImportField.FamilyName) => changes with { FamilyName = value },
        (_, ImportField.Language) => changes with { Language = value },
        (_, ImportField.Company) => changes with { Company = value },
        (_, ImportField.JobTitle) => changes with { JobTitle = value },
        (_, ImportField.City) => changes with { City = value },
        (_, ImportField.PostalCode) => changes with { PostalCode = value },
        (_, ImportField.Country) => changes with { Country = value },
        (_, ImportField.Skills) => changes with { Skills = value },
        (_, ImportField.Notes) => changes with { Notes = value },
        (_, ImportField.Email or ImportField.SecondEmail) => changes with { AddAddresses = [.. changes.AddAddresses, Read(AddressKind.Email, value)] },
        (_, ImportField.Phone or ImportField.Mobile) => changes with { AddAddresses = [.. changes.AddAddresses, Read(AddressKind.Phone, value)] },
        (Relation, _) when Enum.GetNames<Relationship>().Contains(value) => changes with { AddRelationships = [.. changes.AddRelationships, Enum.Parse<Relationship>(value)] },
        _ => throw new VerbUsageException($"\"{field}={value}\" unknown field, or a value that it cannot have."),
    };

    private static Address Read(AddressKind kind, string value) => Address.Read(kind, value) ?? throw VerbRefusals.For(Refusal.AddressUnreadable);

    private static async Task<IReadOnlyList<Guid>> ContactPointsAsync(VerbContext context, Guid person, List<Address> addresses)
    {
        if (addresses.Count == 0)
        {
            return [];
        }

        var view = await context.Services.GetRequiredService<PeopleQueries>().FindAsync(person, cancellation: context.Cancellation);
        return addresses.ConvertAll(address =>
            view?.ContactPoints.FirstOrDefault(point => point.Address.Kind == address.Kind && point.Address.Mailbox == address.Mailbox)?.Id
            ?? throw new VerbRefusedException("The person does not have the address that should be removed."));
    }
}
