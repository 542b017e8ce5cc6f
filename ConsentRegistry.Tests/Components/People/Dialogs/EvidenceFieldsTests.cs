using Bunit;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Components.People.Dialogs;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Tests.Components.People.Dialogs;

public sealed class EvidenceFieldsTests : PersonDialogTest
{
    private readonly EvidenceInput evidence = new();

    [Fact]
    public void A_file_is_named_and_can_be_taken_away_again()
    {
        var fields = Render<EvidenceFields>(parameters => parameters.Add(each => each.Id, "proof").Add(each => each.Value, evidence));
        fields.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("ja", "brief.txt"));

        fields.WaitForAssertion(() => Assert.Equal("brief.txt", fields.Find(".file-chip .strong").TextContent));
        Assert.Equal("brief.txt was added.", fields.Find("[role=status]").TextContent);
        Assert.Equal("ja"u8.ToArray(), evidence.File);

        fields.Find("[aria-label='Remove this file']").Click();

        fields.WaitForAssertion(() => Assert.Empty(fields.FindAll(".file-chip")));
        Assert.Equal("", fields.Find("[role=status]").TextContent);
        Assert.True(evidence.IsEmpty);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_in_words_and_the_one_before_it_is_not_kept_for_it()
    {
        var fields = Render<EvidenceFields>(parameters => parameters.Add(each => each.Id, "proof").Add(each => each.Value, evidence));
        fields.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("ja", "brief.txt"));
        fields.WaitForElement(".file-chip");

        fields.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[EvidenceInput.MaxFileBytes + 1], "scan.pdf"));

        fields.WaitForElement("[role=alert]");
        Assert.Null(evidence.File);
    }
}
