using System.Text.RegularExpressions;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Conventions;

/// <summary>
/// Whether an opt-in lifts a bar is judged in one place. A second copy has to ask who started the opt-in, so that question is looked for in the
/// source; elsewhere the fact is only carried on.
/// </summary>
public sealed partial class LiftingRuleStandsOnceTests
{
    [Fact]
    public void Nobody_but_the_lifting_rule_asks_who_started_an_opt_in()
    {
        var places = from project in (string[])["ConsentRegistry.Core", "ConsentRegistry.Web"]
                     from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, project), "*", SearchOption.AllDirectories)
                     where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
                     let path = Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')
                     where !path.Split('/').Any(part => part is "bin" or "obj") && path != "ConsentRegistry.Core/Ledger/LiftingRule.cs"
                     from line in File.ReadLines(file)
                     where line.Contains("StartedByPerson", StringComparison.Ordinal) && !line.TrimStart().StartsWith("///", StringComparison.Ordinal)
                         && !Carried().IsMatch(line)
                     select $"{path}: {line.Trim()}";

        // The one sentence of the timeline that tells who started it, which decides nothing.
        Assert.Equal(["ConsentRegistry.Web/Components/People/Details/TimelineSentences.cs"], places.Select(place => place.Split(':')[0]));
    }

    // Declared, set, or handed on as an argument, and not part of a condition.
    [GeneratedRegex(@"^(?!.*(&&|\|\||\bwhen\b|\bis \{| \? |=>\s*\w+\.StartedByPerson|\bif\b|\b(Where|Any|All|Count|First\w*|Single\w*|Exists)\()).*(bool StartedByPerson\b|StartedByPerson = |\bnew\(.*StartedByPerson|SendEvent\.OptIn\(.*StartedByPerson|facts\.Proven, facts\.StartedByPerson,)")]
    private static partial Regex Carried();
}
