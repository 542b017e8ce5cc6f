using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Tests.Addresses;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("(+32) 475 12 34 56", "+32475123456")]
    [InlineData("+32 0475 12 34 56", "+32475123456")]
    [InlineData("32 (0)475 12 34 56", "+32475123456")]
    [InlineData("(0)475 12 34 56", "+32475123456")]
    [InlineData("(00)32 475 12 34 56", "+32475123456")]
    [InlineData("tel:+32-475-12-34-56", "+32475123456")]
    [InlineData("\u202a+32475123456\u202c", "+32475123456")]
    [InlineData("0475\u00a012\u2011 34–56", "+32475123456")]
    [InlineData("42501234", "+3242501234")]
    [InlineData("3225551234", "+3225551234")]
    [InlineData("0900 12 345", "+3290012345")]
    [InlineData("+31 (0)6 12 34 56 78", "+31612345678")]
    [InlineData("0033 (0)6 12 34 56 78", "+33612345678")]
    [InlineData("+49 (0)30 23125 001", "+493023125001")]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void A_number_is_read_however_it_was_typed(string raw, string e164)
    {
        Assert.True(PhoneNumber.TryParse(raw, out var number));
        Assert.Equal(e164, number.E164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("+")]
    [InlineData("100")]
    [InlineData("1733")]
    [InlineData("+32 112")]
    [InlineData("00112")]
    [InlineData("0000")]
    [InlineData("000475123456")]
    [InlineData("+0032475123456")]
    [InlineData("3.2475E+10")]
    [InlineData("(0)043777902")]
    [InlineData("0475 12 34 56 x12")]
    [InlineData("0475123456, 025551234")]
    [InlineData("0475123456;025551234")]
    [InlineData("575123456")]
    [InlineData("0575123456")]
    [InlineData("+32 575 12 34 56")]
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("+33 6 12 34 56 7")]
    [InlineData("+31 6 12 34 56 789")]
    [InlineData("31612345678")]
    [InlineData("+32+475123456")]
    public void What_cannot_be_called_is_refused(string? raw) => Assert.False(PhoneNumber.TryParse(raw, out _));
}
