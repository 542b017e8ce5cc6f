using Bunit;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.Dialogs.Records;

namespace ConsentRegistry.Tests.Components.People.Dialogs.Records;

public sealed class MergeDialogTests : PersonDialogTest
{
    [Fact]
    public async Task Nobody_chosen_is_said_and_merges_nothing()
    {
        var host = await OpenForAsync<MergeDialog>(await CandidateAsync());

        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.Equal(["Choose one."], host.Problems()));
    }

    [Fact]
    public async Task The_other_record_is_found_by_name_and_goes_into_this_one_with_its_bars()
    {
        var kept = await CandidateAsync();
        var gone = await CandidateAsync("a.peeters@example.org", "Anneke");
        await Get<RecordOptOut>().ExecuteAsync(gone, new NewOptOut(BarScope.Everything) { EntryPoint = EntryPoint.Screen }, "cli:test");
        var host = await OpenForAsync<MergeDialog>(kept);

        host.Find("#merge-search").Input("Anneke");
        host.Find("form").Submit();
        host.WaitForElement($"input[name=other][value='{gone}']").Click();
        host.Find("form").Submit();

        Closed(host);
        var view = await ViewAsync(gone);
        Assert.Equal(kept, view.Person.Id);
        Assert.Equal(2, view.ContactPoints.Count);
        Assert.NotEmpty(view.Standing.Bars);
    }

    [Fact]
    public async Task A_record_that_vanished_meanwhile_is_refused_with_a_sentence()
    {
        var kept = await CandidateAsync();
        var gone = await CandidateAsync("a.peeters@example.org", "Anneke");
        var host = await OpenForAsync<MergeDialog>(kept);

        host.Find("#merge-search").Input("a.peeters@example.org");
        host.Find("form").Submit();
        host.WaitForElement("input[name=other]").Click();
        await Get<ErasePerson>().ExecuteAsync(gone, "cli:test", EntryPoint.Screen);
        host.Find("form").Submit();

        host.WaitForAssertion(() => Assert.StartsWith("This person is not here", host.Find(".notice.danger p").TextContent));
    }
}
