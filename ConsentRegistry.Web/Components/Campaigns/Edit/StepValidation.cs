using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Web.Components.Campaigns.Edit;

/// <summary>
/// Asks the fields of one step whether anything is missing. The framework's own validator asks all fields of a model at once, also those that nobody has seen yet.
/// </summary>
internal sealed class StepValidation
{
    private readonly EditContext form;
    private readonly ValidationMessageStore messages;

    /// <param name="form">Over a <see cref="CampaignInput"/>; it lives as long as this.</param>
    public StepValidation(EditContext form)
    {
        this.form = form;
        messages = new ValidationMessageStore(form);
        // What is wrong with the texts is said beside them (TextFields).
        form.OnFieldChanged += (_, change) => Judge(change.FieldIdentifier.Model == form.Model ? [change.FieldIdentifier.FieldName] : []);
    }

    /// <summary>The fields of a step in which something can be missing.</summary>
    public static IReadOnlyCollection<string> FieldsOf(CampaignStep step) => step switch
    {
        CampaignStep.Message => [nameof(CampaignInput.Name), nameof(CampaignInput.OfferReference), nameof(CampaignInput.MostPerMinute)],
        CampaignStep.Audience => [nameof(CampaignInput.Skills), nameof(CampaignInput.MatchReason), nameof(CampaignInput.List)],
        _ => [],
    };

    /// <summary>What is wrong with a field, as keys of the validation texts.</summary>
    public static IEnumerable<string> ProblemsOf(CampaignInput input, string field)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateProperty(typeof(CampaignInput).GetProperty(field)!.GetValue(input), new ValidationContext(input) { MemberName = field }, found);
        return found.Select(each => each.ErrorMessage!);
    }

    /// <summary>Asks the fields of these steps, which from then on say what is wrong with them.</summary>
    /// <returns>The first step in which something is; null when there is none.</returns>
    public CampaignStep? FirstWrong(IReadOnlyCollection<CampaignStep> steps)
    {
        Judge([.. steps.SelectMany(step => FieldsOf(step))]);
        // What cannot be read is said by its field alone.
        return steps.Cast<CampaignStep?>().FirstOrDefault(step => FieldsOf(step!.Value).Any(field => form.GetValidationMessages(form.Field(field)).Any()));
    }

    private void Judge(List<string> fields)
    {
        foreach (var field in fields)
        {
            messages.Clear(form.Field(field));
            messages.Add(form.Field(field), ProblemsOf((CampaignInput)form.Model, field));
        }

        form.NotifyValidationStateChanged();
    }
}
