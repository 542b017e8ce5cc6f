using ConsentRegistry.Web.Components.Shared.Parts;

namespace ConsentRegistry.Tests.Components.Shared.Parts;

public sealed class PageNumbersTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("0", 1)]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("-1", 1)]
    [InlineData("two", 1)]
    [InlineData("2147483647", 42949672)]
    [InlineData("2147483648", 1)]
    public void Whatever_the_address_says_is_a_page_whose_rows_can_be_counted(string? word, int page) => Assert.Equal(page, PageNumbers.Read(word, 50));
}
