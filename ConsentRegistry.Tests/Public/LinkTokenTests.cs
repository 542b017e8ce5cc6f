using System.Net;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Public;

namespace ConsentRegistry.Tests.Public;

/// <summary>A link that a mail program has mangled at its end leads where it was meant to lead.</summary>
public sealed class LinkTokenTests : IClassFixture<RegistryApp>, IDisposable
{
    private readonly PublicVisitor visitor;

    public LinkTokenTests(RegistryApp app) => visitor = new PublicVisitor(app.Address, app.Services);

    public void Dispose() => visitor.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(">")]
    [InlineData(")")]
    [InlineData("]")]
    [InlineData("=")]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\"")]
    [InlineData("'")]
    [InlineData("”")]
    [InlineData(" ")]
    [InlineData("\u00a0")]
    [InlineData("\r\n")]
    [InlineData(">).")]
    [InlineData("=3D")]
    [InlineData("=3d=")]
    [InlineData("=20")]
    [InlineData("%3E")]
    [InlineData("%3e%20.")]
    public void Stray_signs_are_taken_off(string stray) => Assert.Equal("aB3_-9", LinkToken.WithoutStraySigns("aB3_-9" + stray));

    [Theory]
    [InlineData("aB3_-9x")]
    [InlineData("aB3_-9.x")]
    [InlineData("aB3_-9=3")]
    [InlineData("aB3_-9=3G")]
    [InlineData("aB3_-9=41")]
    [InlineData("aB3_-9%41")]
    [InlineData(">aB3_-9")]
    [InlineData("3D")]
    public void What_is_no_stray_sign_at_the_end_stays(string text) => Assert.Equal(text, LinkToken.WithoutStraySigns(text));

    [Theory]
    [InlineData("")]
    [InlineData(".>=3D= )")]
    [InlineData("%3E%20")]
    public void Of_nothing_but_stray_signs_nothing_is_left(string text) => Assert.Empty(LinkToken.WithoutStraySigns(text));

    [Theory]
    [InlineData(".")]
    [InlineData(">")]
    [InlineData("%3E")]
    [InlineData("%253E")]
    [InlineData(")")]
    [InlineData("=")]
    [InlineData("=3D")]
    [InlineData("%3D")]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("%22")]
    [InlineData("'")]
    [InlineData("%20")]
    [InlineData("%E2%80%9D")]
    [InlineData("/")]
    public async Task The_pages_and_the_click_work_in_spite_of_a_stray_sign(string stray)
    {
        var mail = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@stray.example";
        var token = await visitor.InvitedAsync(mail);

        foreach (var path in new[] { "/u/", "/p/" })
        {
            using var page = await visitor.Client.GetAsync(path + token + stray);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains($"action=\"/p/{token}\"", await page.Content.ReadAsStringAsync());
        }

        using var click = await visitor.OneClickAsync(token + stray);
        Assert.Equal(HttpStatusCode.OK, click.StatusCode);
        Assert.Equal(DecisionCode.TopicOptedOut, await visitor.DecideAsync(mail));
        using var saved = await visitor.ChooseAsync(token + stray, "all");
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(DecisionCode.OptedOutAll, await visitor.DecideAsync(mail));
    }

    [Theory]
    [InlineData("x")]
    [InlineData(".x")]
    [InlineData("%41")]
    [InlineData("=3")]
    [InlineData("%2Fx")]
    public async Task Anything_else_behind_a_token_is_a_link_that_is_not_ours(string more)
    {
        var mail = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@stray.example";
        var token = await visitor.InvitedAsync(mail);

        using var page = await visitor.Client.GetAsync("/u/" + token + more);
        using var click = await visitor.OneClickAsync(token + more);

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, click.StatusCode);
        Assert.Contains("dpo@imalink.example", await click.Content.ReadAsStringAsync());
        Assert.Equal(DecisionCode.ContactPermission, await visitor.DecideAsync(mail));
    }
}
