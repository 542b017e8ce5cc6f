using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Checks;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail.Templates;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Core.Campaigns;

/// <summary>A campaign as it is written on the screen.</summary>
public sealed record CampaignDraft
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>The revision that the window showed.</summary>
    public int? Revision { get; init; }

    public string Name { get; init; } = string.Empty;

    public MessageKind Kind { get; init; } = MessageKind.ProjectOffer;

    public Channel Channel { get; init; } = Channel.Email;

    public bool CarriesNotice { get; init; }

    public string? OfferReference { get; init; }

    /// <summary>Why the project fits, for every language that has no text of its own.</summary>
    public string? MatchReason { get; init; }

    /// <summary>Why it fits, by nl, fr or en.</summary>
    public IReadOnlyDictionary<string, string> MatchReasons { get; init; } = new Dictionary<string, string>();

    public Audience Audience { get; init; } = new();

    /// <summary>Addresses of an uploaded list as typed; null for an audience from the registry.</summary>
    public IReadOnlyList<string>? List { get; init; }

    /// <summary>The list saved before stays the audience; it is not shown again to be sent back.</summary>
    public bool KeepsList { get; init; }

    public int? MostPerMinute { get; init; }

    /// <summary>The texts; empty for the shipped ones in all three languages.</summary>
    public IReadOnlyList<CampaignTextDraft> Texts { get; init; } = [];

    /// <summary>Makes it what the campaign is; name, list and texts are left to whoever saves it.</summary>
    internal void WriteTo(Campaign campaign)
    {
        campaign.Kind = Kind;
        campaign.Channel = Channel;
        campaign.CarriesNotice = CarriesNotice || Kind == MessageKind.PolicyNotice;
        campaign.OfferReference = Blank(OfferReference);
        campaign.MatchReason = Audiences.MatchReasons.Of(MatchReason, MatchReasons);
        campaign.AudienceJson = Audience.ToJson();
        campaign.MostPerMinute = MostPerMinute;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What the campaign says in one language; null parts are those of the shipped template.</summary>
public sealed record CampaignTextDraft(string Language, string? Subject, string Message, string? Text = null, string? Html = null)
{
    /// <summary>Whether anything of it is the campaign's own.</summary>
    internal bool IsWritten => Subject is not null || !string.IsNullOrWhiteSpace(Message) || Text is not null || Html is not null;
}

/// <summary>What came of saving: the campaign, or what is wrong with its texts.</summary>
public sealed record SavedCampaign(Guid Id, IReadOnlyList<MailTemplateProblem> Problems, int UnreadableAddresses);

/// <summary>Writes a draft. A text that lacks a way out, the controller's identity, the postal or the DPO address is not saved (P-43…45).</summary>
public sealed class SaveCampaign(RegistryWriter writer, ProtectedValues values, DraftChecks draftChecks)
{
    private static readonly string[] Languages = ["nl", "fr", "en"];

    public async Task<Result<SavedCampaign>> ExecuteAsync(CampaignDraft draft, string by, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(draft.Name))
        {
            return Refusal.NameMissing;
        }

        var outcome = await writer.WriteAsync(write => WriteAsync(write, draft, by), cancellation);
        if (!outcome.IsDone)
        {
            return outcome.Refusal.Value;
        }

        // Only now has the draft changed: if the save had failed, its earlier checks would still hold.
        if (outcome.Value.Changed is { } changed)
        {
            draftChecks.Changed(changed);
        }

        return outcome.Value.Saved;
    }

    private async Task<Result<Written>> WriteAsync(RegistryWrite write, CampaignDraft draft, string by)
    {
        var campaign = draft.Id is { } id
            ? await write.Context.Set<Campaign>().Include(each => each.Texts).SingleOrDefaultAsync(each => each.Id == id)
            : new Campaign { Id = Guid.CreateVersion7(write.At), Name = draft.Name, CreatedAt = write.At, CreatedBy = by };
        switch (campaign)
        {
            case null:
                return Refusal.CampaignNotFound;
            case { State: not (CampaignState.Draft or CampaignState.Scheduled) }:
                return Refusal.CampaignUnderWay;
            case { } when draft.Revision is { } seen && seen != campaign.Revision:
                return Refusal.ChangedMeanwhile;
        }

        // Verbs name a campaign by its name.
        var name = draft.Name.Trim();
        if (await write.Context.Set<Campaign>().AnyAsync(each => each.Name == name && each.Id != campaign.Id))
        {
            return Refusal.CampaignNameTaken;
        }

        campaign.Name = name;
        draft.WriteTo(campaign);
        campaign.Revision++;
        var unreadable = TakeList(campaign, draft);
        if (campaign.Lacks() is { } lacking)
        {
            return lacking;
        }

        var texts = TextsOf(campaign, draft).ToList();
        var problems = texts.SelectMany(text => ProblemsOf(campaign, text)).ToList();
        if (problems.Count > 0)
        {
            // Nothing of a text that may not be sent is kept.
            write.Context.ChangeTracker.Clear();
            return new Written(new SavedCampaign(campaign.Id, problems, 0), null);
        }

        write.Context.RemoveRange(campaign.Texts);
        if (draft.Id is null)
        {
            write.Context.Add(campaign);
        }
        else
        {
            await write.Context.SaveChangesAsync();
        }

        campaign.Texts.Clear();
        write.Context.AddRange(texts);
        return new Written(new SavedCampaign(campaign.Id, [], unreadable), campaign);
    }

    /// <returns>How many lines of the list are no usable address.</returns>
    private int TakeList(Campaign campaign, CampaignDraft draft)
    {
        var kind = campaign.Channel.AddressKindOf();
        var read = draft.List?.Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => Address.Read(kind, line)).ToList();
        if (read is not null)
        {
            List<string> lines = [.. read.OfType<Address>().Select(address => address.Exact).Distinct()];
            campaign.ProtectedList = values.Protect(string.Join('\n', lines), AudienceReader.ListColumn, campaign.Id);
            campaign.ListLength = lines.Count;
        }
        else if (!draft.KeepsList)
        {
            (campaign.ProtectedList, campaign.ListLength) = (null, null);
        }

        return read?.Count(each => each is null) ?? 0;
    }

    private static IEnumerable<MailTemplateProblem> ProblemsOf(Campaign campaign, CampaignText text)
    {
        var template = text.ToTemplate(campaign);
        // Calls and letters have no mail, so there is no text to check.
        return campaign.Channel == Channel.Email
            ? MailTemplateRules.Check(template).Concat(MailTemplateRules.CheckMessage(template, text.Message))
            : MailTemplateRules.Check(template);
    }

    private static IEnumerable<CampaignText> TextsOf(Campaign campaign, CampaignDraft draft)
    {
        IReadOnlyList<CampaignTextDraft> wanted = draft.Texts.Count > 0 ? draft.Texts : [.. Languages.Select(language => new CampaignTextDraft(language, null, string.Empty))];
        if (ShippedTemplates.NeedsMessage(campaign.Kind) && wanted.Any(text => text.IsWritten))
        {
            // A text without words of its own is not sent; readers of that language get the first text that was written.
            wanted = [.. wanted.Where(text => text.IsWritten)];
        }

        return wanted.Select(text =>
        {
            var shipped = ShippedTemplates.Find(campaign.Kind, text.Language, campaign.CarriesNotice);
            return new CampaignText
            {
                CampaignId = campaign.Id,
                Language = text.Language,
                Subject = text.Subject ?? shipped?.Subject ?? string.Empty,
                Message = text.Message,
                Text = text.Text ?? shipped?.Text ?? string.Empty,
                Html = text.Html ?? shipped?.Html ?? string.Empty,
            };
        });
    }

    /// <param name="Changed">The campaign as it was written; null where its texts kept it from being saved.</param>
    private sealed record Written(SavedCampaign Saved, Campaign? Changed);
}
