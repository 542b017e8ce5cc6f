using System.Net;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Endpoints;

/// <summary>A file that proves something may hold anything and be called anything: it is saved and never shown, whatever it says of itself.</summary>
public sealed class EvidenceDownloadTests
{
    [Theory]
    [InlineData("brief.html", "<script>alert(1)</script>")]
    [InlineData("\"x\"; filename=evil.exe", "MZ")]
    [InlineData("x\r\nSet-Cookie: a=b.txt", "text")]
    [InlineData("../../etc/passwd", "text")]
    [InlineData("brief\u202Efdp.exe", "text")]
    [InlineData("bewijs \u2013 zo\u00EB.svg", "<svg onload=alert(1)>")]
    public async Task It_is_handed_out_to_be_saved(string name, string content)
    {
        await using var app = new RegistryApp();
        var (person, sequence) = await KeptAsync(app, name, System.Text.Encoding.UTF8.GetBytes(content));
        using var client = new OperatorClient(app);
        await client.SignInAsync(await app.MakeOperatorAsync("Ada", Role.Dpo));

        using var answer = await client.Client.GetAsync(EvidenceDownload.PathOf(person, sequence), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie").Any(cookie => cookie.StartsWith("a=", StringComparison.Ordinal)));
        Assert.Equal(content, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(Guid Person, long Sequence)> KeptAsync(RegistryApp app, string name, byte[] content)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var person = (await app.InScopeAsync((RegisterPerson register) => register.ExecuteAsync(
            new NewPerson
            {
                GivenName = "An",
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read("an@candidate.example")!],
                AcquiredOn = BrusselsTime.DayOf(now),
                NoticeVersion = "2026-01",
                ObjectionOffered = true,
            },
            "cli:test"))).Value;
        Assert.True((await app.InScopeAsync((RecordOptIn record) => record.ExecuteAsync(
            new NewOptIn(person, Topic.Events, Channel.Email) { GivenAt = now, Evidence = new Evidence(FileName: name, File: content) }, "cli:test"))).IsDone);
        return (person, (await app.InScopeAsync((PeopleQueries people) => people.FindAsync(person)))!.Timeline.Single(entry => entry.HasFile).Event.Sequence);
    }
}
