using ConsentRegistry.Web.Account.Operators;


namespace ConsentRegistry.Web.Components.Shared.Drafts;

/// <summary>The forms whose input is kept; the words stand in the store and in addresses, and are never changed.</summary>
public static class FormNames
{
    public const string QuickLog = "quick-log";

    public const string NewPerson = "new-person";

    public const string OptIn = "opt-in";

    public const string Permission = "permission";

    public const string OptOut = "opt-out";

    public const string Campaign = "campaign";

    /// <summary>A new campaign that is made like another, which is its subject.</summary>
    public const string CampaignCopy = "campaign-copy";

    /// <summary>What an operator must be allowed to do to open the form; null for one that does not exist (any more).</summary>
    public static string? PolicyOf(string form) => form switch
    {
        QuickLog or NewPerson or OptIn or Permission or OptOut => Policies.EditPeople,
        Campaign or CampaignCopy => Policies.Campaigns,
        _ => null,
    };

    /// <summary>The page on which the form stands; null for one that opens anywhere.</summary>
    public static string? PathOf(string form, Guid subject) => form switch
    {
        QuickLog when subject != Guid.Empty => $"/people/{subject}?form={form}",
        NewPerson => $"/people?form={form}",
        OptIn or Permission or OptOut => $"/people/{subject}?form={form}",
        Campaign => subject == Guid.Empty ? "/campaigns/new" : $"/campaigns/{subject}",
        CampaignCopy => $"/campaigns/new?from={subject}",
        _ => null,
    };
}
