using System.Reflection;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.Operators;
using Hangfire;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>
/// Every page and dialog that is given something by which the registry can be changed passes the door of acts (<c>CurrentOperator</c>, mostly through <c>FormSubmission</c>),
/// and with the policy that DESIGN 4 gives to its act. A component that is new, or whose door is another, gets its line here.
/// </summary>
public sealed partial class ActsTests
{
    // Only reads what it is given.
    private const string Looks = "";

    // An operator's own unfinished forms, by the id of whoever is signed in, whatever the role.
    private const string Own = "own";

    private static readonly Dictionary<string, string> PoliciesByComponent = new()
    {
        ["AccountLayout"] = Looks,
        ["AddAccountDialog"] = Policies.ManageAccounts,
        ["AnswerDoubtsDialog"] = Policies.EditPeople,
        ["ApproveOptInsDialog"] = Policies.GuardPrivacy,
        ["AudienceFields"] = Looks,
        ["AutoSave"] = Own,
        ["BulkOptOutDialog"] = Policies.RecordOptOut,
        ["BulkRestrictDialog"] = Policies.GuardPrivacy,
        ["BulkSkillDialog"] = Policies.EditPeople,
        ["CampaignActDialog"] = Policies.Campaigns,
        ["CampaignBuilder"] = Policies.Campaigns,
        ["ChangeRolesDialog"] = Policies.ManageAccounts,
        ["ColumnsStep"] = Policies.Import,
        ["ContractStepDialog"] = Policies.EditPeople,
        ["CorrectDialog"] = Policies.GuardPrivacy,
        ["CountPanel"] = Policies.Campaigns,
        ["DisableAccountDialog"] = Policies.ManageAccounts,
        ["DiscardDialog"] = Policies.Import,
        ["EditPersonDialog"] = Policies.EditPeople,
        ["EraseDialog"] = Policies.GuardPrivacy,
        ["JobsPage"] = Policies.Operate,
        ["ListCheckPage"] = $"{Policies.Campaigns} {Policies.Check}",
        ["MainLayout"] = Looks,
        ["MarkDeadDialog"] = Policies.EditPeople,
        ["MergeDialog"] = Policies.EditPeople,
        ["NeedsMe"] = Own,
        ["NewPersonDialog"] = Policies.EditPeople,
        ["NoticeDialog"] = Policies.EditPeople,
        ["OptInDialog"] = Policies.EditPeople,
        ["OptOutDialog"] = Policies.RecordOptOut,
        ["OptOutPage"] = Policies.RecordOptOut,
        ["OriginStep"] = Policies.Import,
        ["PermissionDialog"] = Policies.EditPeople,
        ["PreviewStep"] = Policies.Import,
        ["QuickLogDialog"] = Policies.EditPeople,
        ["QuickLogLauncher"] = Policies.EditPeople,
        ["ReachLine"] = Policies.Campaigns,
        ["ResetAccountDialog"] = Policies.ManageAccounts,
        ["RestrictDialog"] = Policies.GuardPrivacy,
        ["RunActions"] = Policies.Campaigns,
        ["RunningStep"] = Policies.Import,
        ["SaveAudienceDialog"] = Policies.Campaigns,
        ["SaveProfileDialog"] = Policies.Import,
        ["SavedAudiences"] = Policies.Campaigns,
        ["SendingPage"] = Policies.GuardPrivacy,
        ["SessionsDialog"] = Policies.ManageAccounts,
        ["SettingsPage"] = Policies.GuardPrivacy,
        ["SettleDialog"] = Policies.Campaigns,
        ["StartDialog"] = Policies.Campaigns,
        ["StoppedStep"] = Policies.Import,
        ["TestMailPanel"] = Policies.Campaigns,
        ["UndoDialog"] = Policies.Import,
        ["UnfinishedForms"] = Own,
        ["UploadZone"] = Policies.Import,
        ["WithdrawApprovalDialog"] = Policies.GuardPrivacy,
        ["WordsStep"] = Policies.Import,
    };

    /// <summary>What changes something: whoever is made of one of these, however far down, acts.</summary>
    private static readonly Type[] Stores = [typeof(RegistryWriter), typeof(EncryptedFiles), typeof(AccountsDbContext), typeof(UserManager<OperatorAccount>), typeof(IRecurringJobManager)];

    [Fact]
    public void Each_passes_the_door_with_its_policy()
    {
        var sources = Checkout.Files("ConsentRegistry.Web/Components", ".razor", ".cs").ToLookup(file => Path.GetFileName(file).Split('.')[0], File.ReadAllText);
        var found = from component in typeof(Program).Assembly.GetTypes()
                    where typeof(IComponent).IsAssignableFrom(component) && component.Namespace?.StartsWith("ConsentRegistry.Web.Components", StringComparison.Ordinal) == true
                    let name = component.Name.Split('`')[0]
                    where Given(component, string.Concat(sources[name])).Any(service => Changes(service, []))
                    select $"{name}: {DoorsOf(string.Concat(sources[name]))}";

        Assert.Equal(PoliciesByComponent.Select(each => $"{each.Key}: {each.Value}").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Type> Given(Type component, string source)
    {
        for (var type = component; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (property.GetCustomAttribute<InjectAttribute>() is not null)
                {
                    yield return property.PropertyType;
                }
            }

            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OwningComponentBase<>))
            {
                yield return type.GetGenericArguments()[0];
            }
        }

        foreach (var asked in Asked().Matches(source).Select(match => match.Groups[1].Value))
        {
            yield return Ours.SelectMany(assembly => assembly.GetTypes()).First(type => type.Name == asked);
        }
    }

    private static bool Changes(Type service, HashSet<Type> seen) =>
        Stores.Contains(service)
        || (Ours.Contains(service.Assembly) && !service.Name.EndsWith("Queries", StringComparison.Ordinal) && seen.Add(service)
            && service.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(made => made.GetParameters())
                .Any(part => Changes(part.ParameterType, seen)));

    private static Assembly[] Ours { get; } = [typeof(RegistryWriter).Assembly, typeof(Program).Assembly];

    private static string DoorsOf(string source)
    {
        var policies = Door().Matches(source).SelectMany(door => Policy().Matches(door.Value)).Select(policy => policy.Groups[1].Value)
            .Concat(source.Contains("Choices.KeepAsync(", StringComparison.Ordinal) ? [Policies.Import] : (string[])[])
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return policies.Count == 0 && source.Contains("Operator.GetAsync()", StringComparison.Ordinal) ? Own : string.Join(' ', policies);
    }

    [GeneratedRegex(@"(?:AllowedAsync|Submission\.\w+Async)\s*\(\s*(?:Dialog,\s*)?[^,;{>]*")]
    private static partial Regex Door();

    [GeneratedRegex(@"Policies\.(\w+)")]
    private static partial Regex Policy();

    [GeneratedRegex(@"GetRequiredService<(\w+)>")]
    private static partial Regex Asked();
}
