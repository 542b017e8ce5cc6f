using System.Net;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Hosting;

public sealed class RegistryAnswersTests
{
    [Fact]
    public async Task Ready_says_that_the_registry_answers_and_when_sending_is_locked()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = new RegistryApp();
        using var client = new HttpClient { BaseAddress = app.Address };
        var ready = await client.GetStringAsync("/readyz", cancellation);
        Assert.Contains("registry: Healthy", ready);
        Assert.Contains("jobs: Healthy", ready);

        var sending = app.Services.GetRequiredService<SendingLock>();
        await sending.LockAsync(SendingLock.JournalLost, cancellation);
        await sending.LoadAsync(cancellation);

        // Not "unavailable": opt-outs are still taken.
        using var answer = await client.GetAsync("/readyz", cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("registry: Degraded", await answer.Content.ReadAsStringAsync(cancellation));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=edge", "--edge\r\nthis is no header\r\n\r\nx")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=edge", "--edge\r\nContent-Disposition: form-data; name=language\r\n\r\nfr")]
    public async Task A_form_that_cannot_be_read_is_refused_and_breaks_nothing(string type, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = new RegistryApp();
        using var client = new HttpClient { BaseAddress = app.Address };
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await client.PostAsync("/setup", content, cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
