using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>The id of who acts, which every use case wants, is asked of <c>CurrentOperator</c> alone, who looks at the session of this moment (decision 28).</summary>
public sealed class OperatorsTests
{
    private static readonly string[] OtherWays = ["ClaimTypes.NameIdentifier", "GetUserId", "UserManager<", "IHttpContextAccessor"];

    private static readonly string[] Grave = ["ErasePerson", "ChangeAccountRoles", "AddAccount", "ResetAccount"];

    [Fact]
    public void What_no_stranger_at_an_unlocked_screen_may_do_asks_for_the_password_again()
    {
        var dialogs = (from file in Checkout.Files("ConsentRegistry.Web/Components", ".razor")
                       let text = File.ReadAllText(file)
                       where Grave.Any(useCase => text.Contains($"@inject {useCase} ", StringComparison.Ordinal) || text.Contains($"OwningComponentBase<{useCase}>", StringComparison.Ordinal))
                       select (Name: Path.GetFileName(file), Asks: text.Contains("<ProofField Submission=\"Submission\"", StringComparison.Ordinal))).ToList();

        Assert.Equal(Grave.Length, dialogs.Count);
        Assert.DoesNotContain(dialogs, dialog => !dialog.Asks);
    }

    [Fact]
    public void A_component_learns_the_id_of_who_acts_from_nobody_else() => Assert.Empty(
        from file in Checkout.Files("ConsentRegistry.Web/Components", ".cs", ".razor")
        let text = File.ReadAllText(file)
        from way in OtherWays
        where text.Contains(way, StringComparison.Ordinal)
        select $"{Path.GetFileName(file)}: {way}");
}
