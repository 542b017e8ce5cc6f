using ConsentRegistry.Core.Addresses;

namespace ConsentRegistry.Tests.Addresses;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("An <MAILTO:An+x@Voorbeeld.example?subject=Hallo>", "an+x@voorbeeld.example", "an@voorbeeld.example")]
    [InlineData("mailto:<an@voorbeeld.example>", "an@voorbeeld.example", "an@voorbeeld.example")]
    [InlineData("\"an@elders.example\" <an@voorbeeld.example>", "an@voorbeeld.example", "an@voorbeeld.example")]
    [InlineData("\"Maes <An>, drs.\" <an@voorbeeld.example> (werk)", "an@voorbeeld.example", "an@voorbeeld.example")]
    [InlineData("an@voorbeeld.example?subject=x", "an@voorbeeld.example", "an@voorbeeld.example")]
    [InlineData("wie?@voorbeeld.example", "wie?@voorbeeld.example", "wie?@voorbeeld.example")]
    [InlineData("a!#$%&'*-/=^_`{|}~b@voorbeeld.example", "a!#$%&'*-/=^_`{|}~b@voorbeeld.example", "a!#$%&'*-/=^_`{|}~b@voorbeeld.example")]
    [InlineData("an@voorbeeld。example。", "an@voorbeeld.example", "an@voorbeeld.example")]
    [InlineData("an@STRAẞE.example", "an@xn--strae-oqa.example", "an@xn--strae-oqa.example")]
    [InlineData("an@XN--BCHER-KVA.example", "an@xn--bcher-kva.example", "an@xn--bcher-kva.example")]
    [InlineData("an@123.example", "an@123.example", "an@123.example")]
    [InlineData("A.N.+x.y@GMAIL.com.", "a.n.+x.y@gmail.com", "an@gmail.com")]
    [InlineData("a.n+x.y@GMAIL.com.", "a.n+x.y@gmail.com", "an@gmail.com")]
    [InlineData("+tag@voorbeeld.example", "+tag@voorbeeld.example", "+tag@voorbeeld.example")]
    public void An_address_is_read_however_it_was_typed(string raw, string exact, string mailbox)
    {
        Assert.True(EmailAddress.TryParse(raw, out var address));
        Assert.Equal(exact, address.Exact);
        Assert.Equal(mailbox, address.Mailbox);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("@voorbeeld.example")]
    [InlineData("an@")]
    [InlineData("an@voorbeeld.")]
    [InlineData("an@voorbeeld.example..")]
    [InlineData("an@voor_beeld.example")]
    [InlineData("an@voorbeeld-.example")]
    [InlineData("an@ab--cd.example")]
    [InlineData("an@xn--zzzz.example")]
    [InlineData("an@[192.0.2.1]")]
    [InlineData("\"an maes\"@voorbeeld.example")]
    [InlineData("an(thuis)@voorbeeld.example")]
    [InlineData("andré@voorbeeld.example")]
    [InlineData("an@voorbeeld.example, jan@voorbeeld.example")]
    [InlineData("an@voorbeeld.example; jan@voorbeeld.example")]
    [InlineData("<an@voorbeeld.example> <jan@voorbeeld.example>")]
    [InlineData("An <an@voorbeeld.example>; Jan <jan@voorbeeld.example>")]
    [InlineData("An <an@voorbeeld.example> jan")]
    [InlineData("*@voorbeeld.example")]
    [InlineData("%@voorbeeld.example")]
    [InlineData("an(at)voorbeeld.example")]
    [InlineData("\ud800an@voorbeeld.example")]
    public void What_is_no_single_usable_address_is_refused(string? raw) => Assert.False(EmailAddress.TryParse(raw, out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_local_part_has_at_most_64_characters(int length, bool usable) =>
        Assert.Equal(usable, EmailAddress.TryParse(new string('a', length) + "@voorbeeld.example", out _));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_has_at_most_63_characters(int length, bool usable) =>
        Assert.Equal(usable, EmailAddress.TryParse("an@" + new string('a', length) + ".example", out _));

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void An_address_has_at_most_254_characters(int length, bool usable)
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('b', 60), 3));
        var raw = $"an@{labels}.{new string('c', length - 194)}.example";
        Assert.Equal(length, raw.Length);
        Assert.Equal(usable, EmailAddress.TryParse(raw, out _));
    }

    [Theory]
    [InlineData("an@a.example; jan@b.example", new[] { "an@a.example", "jan@b.example" })]
    [InlineData("an@a.example / jan@b.example", new[] { "an@a.example", "jan@b.example" })]
    [InlineData("geen; jan@b.example", new[] { "jan@b.example" })]
    [InlineData("an@a.example;AN@A.example", new[] { "an@a.example" })]
    [InlineData("An <an@a.example>; Jan <jan@b.example>", new[] { "an@a.example", "jan@b.example" })]
    [InlineData("an@a.example; Jan <jan@b.example>", new[] { "an@a.example", "jan@b.example" })]
    [InlineData("an@a.example/jan@b.example", new[] { "an@a.example", "jan@b.example" })]
    [InlineData("an/jan@a.example", new[] { "an/jan@a.example" })]
    [InlineData("\"Maes; An\" <an@a.example>", new[] { "an@a.example" })]
    [InlineData("geen", new string[0])]
    [InlineData(null, new string[0])]
    public void A_cell_may_hold_two_addresses(string? cell, string[] expected) =>
        Assert.Equal(expected, EmailAddress.ReadAll(cell).Found.Select(a => a.Exact));
}
