using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>The id of who acts, which every use case wants, is asked of <c>CurrentOperator</c> alone, who looks at the session of this moment (decision 28).</summary>
public sealed class OperatorsTests
{
    private static readonly string[] OtherWays = ["ClaimTypes.NameIdentifier", "GetUserId", "UserManager<", "IHttpContextAccessor"];

    [Fact]
    public void A_component_learns_the_id_of_who_acts_from_nobody_else() => Assert.Empty(
        from file in Checkout.Files("ConsentRegistry.Web/Components", ".cs", ".razor")
        let text = File.ReadAllText(file)
        from way in OtherWays
        where text.Contains(way, StringComparison.Ordinal)
        select $"{Path.GetFileName(file)}: {way}");
}
