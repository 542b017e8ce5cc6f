using ConsentRegistry.Core.Imports.Columns;

namespace ConsentRegistry.Tests.Imports.Rows;

public sealed class FurtherOptOutTests
{
    [Theory]
    [InlineData("1,0", true)]
    [InlineData("0,1", true)]
    [InlineData("no,yes", true)]
    [InlineData("0,0", false)]
    [InlineData(",", false)]
    public void A_second_opt_out_column_has_no_field_and_is_honoured(string cells, bool optedOut)
    {
        var read = ReadFile.From($"First Name,Last Name,Email,Email Opt Out,Do Not Call\r\nAn,Peeters,an@post.example.org,{cells}\r\n");
        Assert.Single(read.File.Mapping!.Columns, column => column.Field == ImportField.OptedOut);
        Assert.Equal(optedOut, Assert.Single(read.Rows).OptedOut);
    }
}
