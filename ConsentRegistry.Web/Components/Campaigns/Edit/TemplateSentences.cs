using ConsentRegistry.Core.Mail.Templates;
using Microsoft.Extensions.Localization;

namespace ConsentRegistry.Web.Components.Campaigns.Edit;

internal static class TemplateSentences
{
    /// <summary>What is wrong with a text and where, in the reader's language.</summary>
    public static string Sentence(this IStringLocalizer<CampaignTexts> texts, MailTemplateProblem problem) =>
        texts[$"MailTemplate.{problem.Code}", texts[$"Part.{problem.Part}"].Value, problem.Detail ?? ""];
}
