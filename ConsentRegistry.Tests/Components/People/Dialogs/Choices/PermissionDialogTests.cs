using Bunit;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People;
using ConsentRegistry.Web.Components.People.Dialogs.Choices;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Choices;

public sealed class PermissionDialogTests : PersonDialogTest
{
    [Fact]
    public async Task Source_and_occasion_are_mandatory()
    {
        var host = await OpenForAsync<PermissionDialog>(await CandidateAsync());

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(2, host.FindAll(ControlSteps.Problem).Count));
    }

    [Fact]
    public async Task A_contact_renews_the_permission_with_its_evidence()
    {
        var person = await CandidateAsync();
        Clock.Advance(TimeSpan.FromDays(30));
        var host = await OpenForAsync<PermissionDialog>(person);

        host.Choose<AcquisitionSource?>("#source", AcquisitionSource.OwnInitiative);
        host.Choose<CollectionMoment?>("#moment", CollectionMoment.JobApplication);
        host.Find("#objection-offered").Change(true);
        host.Find("#evidence-text").Change("Mail van vandaag");
        host.Find("form").Submit();

        Closed(host);
        Assert.IsType<PermissionRecorded>(Result);
        var permission = (await ViewAsync(person)).Standing.Permission!;
        Assert.Equal((AcquisitionSource.OwnInitiative, new DateOnly(2026, 4, 15), true), (permission.Source, permission.LastOwnContactOn, permission.ObjectionOffered));
    }

    [Fact]
    public async Task From_a_referral_no_permission_arises()
    {
        var host = await OpenForAsync<PermissionDialog>(await CandidateAsync());

        host.Choose<AcquisitionSource?>("#source", AcquisitionSource.Referral);
        host.Choose<CollectionMoment?>("#moment", CollectionMoment.ProjectBid);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal("A referral or a company’s website gives no contact permission.", host.Find(".notice.danger p").TextContent));
    }
}
