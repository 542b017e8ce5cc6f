using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConsentRegistry.Tests.Support;

/// <summary>
/// What axe has against a page, by all rules that it knows. It runs in the page itself and hands over its violations alone: the package's own way
/// opens a second page to put the results together, and carries over all that passed, which takes five times as long.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // All other rules go by the elements, which are the same in every colour.
    private static readonly string[] RulesOfColour = ["color-contrast", "link-in-text-block"];

    /// <summary>One line a place: the rule, how much it matters, and the element.</summary>
    /// <param name="coloursOnly">Of a page that was looked at by all rules before, in other colours.</param>
    public static async Task<string[]> ViolationsAsync(IPage page, bool coloursOnly = false)
    {
        if (page.Frames.Count > 1)
        {
            // The package's own way looks into every frame, also into one that is shut off from the page around it.
            return await ViolationsOfAllFramesAsync(page);
        }

        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async rules => (await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) })).violations
                .flatMap(violation => violation.nodes.map(node => `${violation.id} (${violation.impact}): ${node.html}`))
            """,
            coloursOnly ? RulesOfColour : null);
    }

    /// <summary>The same by the package's own way.</summary>
    public static async Task<string[]> ViolationsOfAllFramesAsync(IPage page) =>
        [.. (await page.RunAxe()).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id} ({violation.Impact}): {node.Html}"))];
}
