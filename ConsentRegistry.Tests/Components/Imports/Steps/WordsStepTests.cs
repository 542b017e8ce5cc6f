using Bunit;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Web.Components.Imports.Steps;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>The step in which words of a file are given a meaning (RULES 8, W-5).</summary>
public sealed class WordsStepTests : ImportStepScene
{
    private const string File =
        "Naam;E-mail;Status;Nieuwsbrief;Opmerking\r\nAn;an@post.example.org;Active;ja;\r\nBo;bo@post.example.org;Placed;nee;\r\nCi;ci@post.example.org;Do Not Contact;;\r\n"
        + "Di;di@post.example.org;New Lead;weekly;Wil geen mails meer\r\nEd;ed@post.example.org;New Lead;ja;heeft een eigen bv en een wagen\r\n";

    [Fact]
    public async Task Unclear_words_stand_first_with_their_rows_and_what_each_word_is_taken_for()
    {
        var step = await ShownAsync(await TakeInAsync(File));

        Assert.Equal(["Status", "Nieuwsbrief", "Opmerking"], step.FindAll(".word-column h2").Select(head => head.TextContent));
        Assert.Equal(
            ["New Lead2 rows, first on line 5 Unclear", "Placed1 row, line 3 Unclear", "Active1 row, line 2 No refusal", "Do Not Contact1 row, line 4 Says no"],
            step.FindAll(".word-column:nth-of-type(2) .word-list li").Select(word => $"{Text(word, ".sample")}{Text(word, "small")} {Text(word, ".badge")}"));
        Assert.Equal(["weekly Unclear", "ja Says yes", "nee Says no", "Wil geen mails meer Unclear"], step.FindAll(".word-list li").Skip(4).Select(word => $"{Text(word, ".sample")} {Text(word, ".badge")}"));
        Assert.StartsWith("4 words are unclear", step.Find(".notice.warning p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_gives_a_word_a_meaning_a_second_takes_it_back_and_one_settles_a_whole_column()
    {
        var import = await TakeInAsync(File);
        var step = await ShownAsync(import);

        Press(step, "New Lead", "Not about this");
        step.WaitForAssertion(() => Assert.Equal("No refusal", Taken(step, "New Lead")), Patience);
        Assert.Equal(GivenMeaning.Ignore, ColumnMeanings.FromJson((await RunAsync(import)).MeaningsJson).Of("Status", "new lead"));

        Press(step, "New Lead", "Not about this");
        step.WaitForAssertion(() => Assert.Equal("Unclear", Taken(step, "New Lead")), Patience);
        Assert.Null((await RunAsync(import)).MeaningsJson);

        step.FindAll(".word-all button").Single(button => button.TextContent == "A no").Click();
        step.WaitForAssertion(() => Assert.Equal(("Says no", "Says no"), (Taken(step, "New Lead"), Taken(step, "Placed"))), Patience);
        Assert.Equal("Says yes", Taken(step, "ja"));
    }

    [Fact]
    public async Task Where_every_word_has_a_meaning_or_no_column_speaks_of_it_that_is_said()
    {
        var clear = await ShownAsync(await TakeInAsync("Naam;E-mail;Uitgeschreven\r\nAn;an@post.example.org;ja\r\nBo;bo@post.example.org;nee\r\n"));
        Assert.Equal("Every word has a meaning.", clear.Find(".notice.success p").TextContent);

        var silent = await ShownAsync(await TakeInAsync("Naam;E-mail\r\nAn;an@post.example.org\r\n"));
        Assert.Contains("No column of this file says anything", silent.Markup, StringComparison.Ordinal);
        Assert.Empty(silent.FindAll(".word-column"));
    }

    private static string Text(AngleSharp.Dom.IElement within, string selector) => within.QuerySelector(selector)!.TextContent.Trim();

    private static AngleSharp.Dom.IElement Word(IRenderedComponent<WordsStep> step, string value) => step.FindAll(".word-list li").Single(word => Text(word, ".sample") == value);

    private static string Taken(IRenderedComponent<WordsStep> step, string value) => Text(Word(step, value), ".badge");

    private static void Press(IRenderedComponent<WordsStep> step, string value, string meaning) =>
        Word(step, value).QuerySelectorAll(".word-choice").Single(button => button.TextContent == meaning).Click();

    /// <summary>As its page shows it: read again after each change.</summary>
    private async Task<IRenderedComponent<WordsStep>> ShownAsync(Guid import)
    {
        IRenderedComponent<WordsStep> step = null!;
        var again = EventCallback.Factory.Create(this, async () =>
        {
            var file = await Get<ImportQueries>().UploadAsync(import);
            await step.InvokeAsync(() => step.Render(parameters => parameters.Add(each => each.Run, Run(import)).Add(each => each.File, file!)));
        });
        var (run, file) = (await RunAsync(import), (await Get<ImportQueries>().UploadAsync(import))!);
        step = Render<WordsStep>(parameters => parameters.Add(each => each.Run, run).Add(each => each.File, file).Add(each => each.Changed, again));
        return step;
    }
}
