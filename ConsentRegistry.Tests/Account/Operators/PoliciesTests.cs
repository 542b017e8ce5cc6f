using System.Security.Claims;
using ConsentRegistry.Web.Account.FirstSteps;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Account.Sessions;
using ConsentRegistry.Web.Components.Layout;

namespace ConsentRegistry.Tests.Account.Operators;

public sealed class PoliciesTests
{
    [Theory]
    [InlineData(Policies.EditPeople, "Recruiter Dpo")]
    [InlineData(Policies.RecordOptOut, "Recruiter Marketing Dpo")]
    [InlineData(Policies.Import, "Recruiter Dpo")]
    [InlineData(Policies.Check, "Recruiter Marketing Dpo")]
    [InlineData(Policies.Campaigns, "Marketing Dpo")]
    [InlineData(Policies.GuardPrivacy, "Dpo")]
    [InlineData(Policies.ManageAccounts, "Administrator")]
    [InlineData(Policies.Operate, "Administrator")]
    [InlineData("NoSuchPolicy", "")]
    public void Each_policy_allows_exactly_its_roles(string policy, string roles) =>
        Assert.Equal(roles, string.Join(' ', Role.All.Where(role => Policies.Allows(Operator(true, role), policy))));

    [Fact]
    public void Until_the_first_use_is_done_no_role_allows_anything()
    {
        Assert.DoesNotContain(Role.All, role => Policies.Allows(Operator(false, role), Policies.RecordOptOut));
        Assert.DoesNotContain(Role.All, role => Policies.Allows(Operator(true, role, hasSecondFactor: false), Policies.RecordOptOut));
    }

    [Fact]
    public void A_recruiter_sees_no_accounts_in_the_menu_and_an_administrator_does()
    {
        Assert.DoesNotContain("/accounts", NavItems.For(Operator(true, Role.Recruiter)).Select(item => item.Path));
        Assert.Contains("/accounts", NavItems.For(Operator(true, Role.Administrator)).Select(item => item.Path));
    }

    [Fact]
    public void The_first_step_is_the_password_the_second_the_duty_and_the_third_more_than_a_password()
    {
        Assert.Equal(FirstUse.PasswordPath, FirstUse.NextStep(new ClaimsPrincipal(new ClaimsIdentity())));
        Assert.Equal(FirstUse.ConfidentialityPath, FirstUse.NextStep(Operator(false, Role.Dpo)));
        Assert.Equal(FirstUse.SecondFactorPath, FirstUse.NextStep(Operator(true, Role.Dpo, hasSecondFactor: false)));
        Assert.Null(FirstUse.NextStep(Operator(true, Role.Dpo)));
    }

    private static ClaimsPrincipal Operator(bool hasAccepted, string role, bool hasSecondFactor = true)
    {
        var identity = new ClaimsIdentity("test");
        identity.AddClaim(new Claim(ClaimTypes.Role, role));
        identity.AddClaim(new Claim(FirstUse.OwnPasswordClaim, FirstUse.OwnPasswordClaim));
        if (hasAccepted)
        {
            identity.AddClaim(new Claim(FirstUse.ConfidentialityClaim, FirstUse.ConfidentialityClaim));
        }

        if (hasSecondFactor)
        {
            identity.AddClaim(new Claim(FirstUse.SecondFactorClaim, FirstUse.SecondFactorClaim));
        }

        return new ClaimsPrincipal(identity);
    }
}
