using Bunit;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Startup;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Web.Account.Operators;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ConsentRegistry.Tests.Support;

/// <summary>A dialog or page about people, over a real registry and a clock of its own; the operator is a DPO unless a test says otherwise.</summary>
public abstract class PersonDialogTest : DialogTest
{
    private readonly SignedIn signedIn = new();

    protected PersonDialogTest()
    {
        Services.AddRegistry(new RegistryOptions
        {
            DataDirectory = DataDirectory,
            Organisation = new OrganisationOptions { Name = "Imalink NV", PolicyVersion = "2026-01" },
        });
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<AuthenticationStateProvider>(signedIn);
        SignIn(Role.Dpo);
    }

    protected TestClock Clock { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Get<RegistryStartup>().RunAsync(CancellationToken.None);
    }

    protected void SignIn(params string[] roles) => signedIn.Roles = roles;

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A candidate who applied today, with notice and offer to object.</summary>
    protected async Task<Guid> CandidateAsync(string address = "an.peeters@example.com", string given = "An", string family = "Peeters")
    {
        var outcome = await Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = given,
                FamilyName = family,
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read(address)!],
                AcquiredOn = BrusselsTime.DayOf(Clock.Now),
                NoticeVersion = "2026-01",
                ObjectionOffered = true,
            },
            "cli:test");
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    /// <summary>Types the operator's password where a form asks for it once more.</summary>
    protected async Task ProveAsync(IRenderedComponent<MudDialogProvider> host, string typed = RegistryApp.Password)
    {
        await using (var scope = Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
            if (await accounts.FindByIdAsync(SignedIn.Id) is null)
            {
                var account = OperatorAccount.Create("operator@imalink.example", "Wie werkt", Clock.Now);
                account.Id = Guid.Parse(SignedIn.Id);
                Assert.Empty((await accounts.CreateAsync(account, RegistryApp.Password)).Errors);
            }
        }

        host.Find("#proof").Change(typed);
    }

    protected async Task<PersonView> ViewAsync(Guid person) => (await Get<PeopleQueries>().FindAsync(person))!;

    /// <summary>Opens a dialog of a person as the page does.</summary>
    protected async Task<IRenderedComponent<MudDialogProvider>> OpenForAsync<TDialog>(Guid person)
        where TDialog : ComponentBase => Open<TDialog>(new() { ["View"] = await ViewAsync(person) });

    protected static void Closed(IRenderedComponent<MudDialogProvider> host) => host.WaitForAssertion(() => Assert.Empty(host.FindAll("form")), TimeSpan.FromSeconds(10));
}
