using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Web.Components.People.Dialogs;

/// <summary>Validates a part of a form model that is an object of its own, which the annotations validator does not look into.</summary>
public sealed class NestedMessages(EditContext context)
{
    private readonly ValidationMessageStore messages = new(context);

    public bool Validate(object part)
    {
        messages.Clear();
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(part, new ValidationContext(part), found, validateAllProperties: true);
        foreach (var result in found)
        {
            foreach (var member in result.MemberNames)
            {
                messages.Add(new FieldIdentifier(part, member), result.ErrorMessage!);
            }
        }

        context.NotifyValidationStateChanged();
        return found.Count == 0;
    }
}
