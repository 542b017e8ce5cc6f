using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.Campaigns;

/// <summary>A step on the way of a campaign, in order; all but the last have an address while it is a draft.</summary>
public enum CampaignStep
{
    /// <summary>What it is about, and by which channel.</summary>
    Message = 1,

    /// <summary>To whom, and why it fits them.</summary>
    Audience = 2,

    /// <summary>The words in each language; for e-mail alone.</summary>
    Mail = 3,

    /// <summary>Counted, tested and sent.</summary>
    Send = 4,

    /// <summary>Under way, and what came of it.</summary>
    Result = 5,
}

/// <summary>The way of a campaign from first word to result.</summary>
public static class CampaignSteps
{
    /// <summary>The steps of a campaign by that channel.</summary>
    public static IReadOnlyList<CampaignStep> Of(Channel channel) =>
        [.. Enum.GetValues<CampaignStep>().Where(step => step != CampaignStep.Mail || channel == Channel.Email)];

    /// <summary>The step that an address names; null when it names none that has one.</summary>
    public static CampaignStep? Read(string? word) =>
        Enum.TryParse<CampaignStep>(word, ignoreCase: true, out var step) && Enum.IsDefined(step) && step != CampaignStep.Result ? step : null;

    /// <summary>The step as an address names it.</summary>
    public static string Word(this CampaignStep step) => step.ToString().ToLowerInvariant();
}
