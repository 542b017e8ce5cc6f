using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Preferences;

/// <summary>What an answer of the gate about a real person hangs on.</summary>
public sealed class ExplainedAnswerTests : IAsyncLifetime
{
    private const string An = "an@voorbeeld.example";

    private TestRegistry registry = null!;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.OpenAsync();

    public ValueTask DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task It_is_the_answer_of_the_table_with_every_rule_either_before_it_or_after_it()
    {
        var person = await registry.CandidateAsync(An);
        var table = await registry.Get<PreferenceQueries>().MatrixAsync(person);

        foreach (var cell in table)
        {
            var explained = Assert.Single(await registry.Get<PreferenceQueries>().ExplainAsync(person, cell.Kind, cell.Channel));
            Assert.Equal((cell.Decision, cell.ContactPoint), (explained.Answer.Decision, explained.Answer.ContactPoint));
            Assert.Equal(cell.Passed, explained.Answer.Passed);
            Assert.Equal(Enum.GetValues<RuleId>(), explained.Answer.Passed.Append(explained.Answer.Decision.Rule).Concat(explained.NotAsked).Order());
        }
    }

    [Fact]
    public async Task A_permission_ends_with_its_term_and_a_refusal_is_taken_back_by_the_person_alone()
    {
        var person = await registry.CandidateAsync(An);

        Assert.Equal(BrusselsTime.DayOf(registry.Clock.Now).AddMonths(24), (await OfferAsync(person)).EndsOn);

        await registry.OptOutAsync(An);
        var refused = await OfferAsync(person);
        Assert.Equal((DecisionCode.OptedOutAll, RuleId.G08), (refused.Answer.Decision.Code, refused.Answer.Decision.Rule));
        Assert.Equal([AnswerChange.OwnOptIn], Assert.Single(refused.WaysToYes));
        Assert.Null(refused.EndsOn);
    }

    [Fact]
    public async Task Where_several_people_have_the_address_all_of_them_count()
    {
        var person = await registry.CandidateAsync(An);
        var other = await registry.CandidateAsync(An, "Bo", but: each => each with { SharesAddress = true });
        await registry.Get<RestrictPerson>().ExecuteAsync(other, true, "Betwist de herkomst", TestRegistry.By);

        var explained = await OfferAsync(person);

        Assert.Equal(2, explained.Holders);
        Assert.Equal(DecisionCode.Restricted, explained.Answer.Decision.Code);
        Assert.Equal([AnswerChange.RestrictionLifted], Assert.Single(explained.WaysToYes));
    }

    [Fact]
    public async Task Of_a_past_day_it_is_the_answer_of_then()
    {
        var person = await registry.CandidateAsync(An);
        var before = registry.Clock.Now;
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await registry.OptOutAsync(An);

        var then = Assert.Single(await registry.Get<PreferenceQueries>().ExplainAsync(person, MessageKind.ProjectOffer, Channel.Email, before));

        Assert.Equal(DecisionCode.ContactPermission, then.Answer.Decision.Code);
    }

    [Theory]
    [InlineData(ContactPermissionUse.AsPolicyStates, Relationship.CandidateSourced, AcquisitionSource.CvMatch, "Email")]
    [InlineData(ContactPermissionUse.ApplicantsOnly, Relationship.CandidateSourced, AcquisitionSource.CvMatch, "")]
    [InlineData(ContactPermissionUse.ApplicantsOnly, Relationship.CandidateApplied, AcquisitionSource.OwnInitiative, "Email")]
    [InlineData(ContactPermissionUse.OptInOnly, Relationship.CandidateApplied, AcquisitionSource.OwnInitiative, "")]
    [InlineData(ContactPermissionUse.AsPolicyStates, Relationship.CandidateSourced, AcquisitionSource.Referral, "")]
    [InlineData(ContactPermissionUse.AsPolicyStates, Relationship.Client, AcquisitionSource.ContactForm, "")]
    public async Task What_a_permission_would_allow_follows_the_settings_and_a_call_needs_more(ContactPermissionUse use, Relationship relationship, AcquisitionSource source, string channels)
    {
        var settings = registry.Get<GateSettingsStore>();
        if (use != settings.Current.Gate.ContactPermission)
        {
            Assert.True((await settings.ChangeAsync(settings.Current with { Gate = settings.Current.Gate with { ContactPermission = use } }, "advies", TestRegistry.By)).IsDone);
        }

        Assert.Equal(channels, string.Join(' ', registry.Get<PreferenceQueries>().AllowedByPermission(relationship, source, BrusselsTime.DayOf(registry.Clock.Now))));
    }

    [Fact]
    public void A_contact_that_is_still_to_come_allows_nothing_yet() => Assert.Empty(
        registry.Get<PreferenceQueries>().AllowedByPermission(Relationship.CandidateApplied, AcquisitionSource.OwnInitiative, BrusselsTime.DayOf(registry.Clock.Now).AddDays(1)));

    private async Task<ExplainedAnswer> OfferAsync(Guid person) =>
        Assert.Single(await registry.Get<PreferenceQueries>().ExplainAsync(person, MessageKind.ProjectOffer, Channel.Email));
}
