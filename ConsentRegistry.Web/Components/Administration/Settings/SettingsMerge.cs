using ConsentRegistry.Core.Sending.Settings;

namespace ConsentRegistry.Web.Components.Administration.Settings;

/// <summary>Puts what one operator typed on top of what another saved meanwhile.</summary>
internal static class SettingsMerge
{
    /// <summary>
    /// What was typed stays; what was left as it was becomes what holds now, as saving would take back the colleague's change unseen. The version is
    /// that of <paramref name="held"/>.
    /// </summary>
    /// <param name="was">What the form began with.</param>
    public static RegistrySettings OnTopOf(this RegistrySettings typed, RegistrySettings held, RegistrySettings was)
    {
        var (mine, theirs, old) = (typed.Gate, held.Gate, was.Gate);
        return new RegistrySettings(
            held.Version,
            theirs with
            {
                ContactPermission = Of(mine.ContactPermission, theirs.ContactPermission, old.ContactPermission),
                PermissionMonths = Of(mine.PermissionMonths, theirs.PermissionMonths, old.PermissionMonths),
                ConsentMonths = Of(mine.ConsentMonths, theirs.ConsentMonths, old.ConsentMonths),
                SoftOptInMonths = Of(mine.SoftOptInMonths, theirs.SoftOptInMonths, old.SoftOptInMonths),
                SoftOptInCoversEvents = Of(mine.SoftOptInCoversEvents, theirs.SoftOptInCoversEvents, old.SoftOptInCoversEvents),
                SoftOptInCoversSms = Of(mine.SoftOptInCoversSms, theirs.SoftOptInCoversSms, old.SoftOptInCoversSms),
                ImpersonalMailboxOfUnknownCompany =
                    Of(mine.ImpersonalMailboxOfUnknownCompany, theirs.ImpersonalMailboxOfUnknownCompany, old.ImpersonalMailboxOfUnknownCompany),
                FeedbackDays = Of(mine.FeedbackDays, theirs.FeedbackDays, old.FeedbackDays),
                DoNotCallMaxAgeHours = Of(mine.DoNotCallMaxAgeHours, theirs.DoNotCallMaxAgeHours, old.DoNotCallMaxAgeHours),
                RobinsonMaxAgeDays = Of(mine.RobinsonMaxAgeDays, theirs.RobinsonMaxAgeDays, old.RobinsonMaxAgeDays),
                // As a whole: two routes for the same group would be one too many.
                AssessedRoutes = mine.AssessedRoutes.SequenceEqual(old.AssessedRoutes) ? theirs.AssessedRoutes : mine.AssessedRoutes,
            },
            Of(typed.MarketingPerPersonPer30Days, held.MarketingPerPersonPer30Days, was.MarketingPerPersonPer30Days));
    }

    private static T Of<T>(T typed, T held, T was) => EqualityComparer<T>.Default.Equals(typed, was) ? held : typed;
}
