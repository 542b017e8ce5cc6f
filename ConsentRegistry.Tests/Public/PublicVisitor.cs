using System.Net.Http.Headers;
using System.Text;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences.Unsubscribe;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Sending;
using ConsentRegistry.Core.Sending.Facts;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Journal;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentRegistry.Tests.Public;

/// <summary>Somebody outside with a mail of ours in hand: no account, no cookies; and, given the services, a look at what the registry made of it.</summary>
internal sealed class PublicVisitor(Uri address, IServiceProvider? services = null) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    public HttpClient Client => client;

    public T Get<T>()
        where T : notnull => services!.GetRequiredService<T>();

    public IReadOnlyList<JournalLine?> Journal => [.. Get<OptOutJournal>().Read().Select(each => each.Line)];

    public async Task<Guid> CandidateAsync(string mail, string language = "nl")
    {
        var outcome = await Get<RegisterPerson>().ExecuteAsync(
            new NewPerson
            {
                GivenName = "An",
                FamilyName = "Peeters",
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read(mail)!],
                AcquiredOn = BrusselsTime.DayOf(Get<TimeProvider>().GetUtcNow()),
                NoticeVersion = "v3",
                ObjectionOffered = true,
                Language = language,
            },
            "cli:test");
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    public string TokenOf(string mail, Guid person, Topic? topic = Topic.Projects)
    {
        var keys = Get<SuppressionKeys>();
        return Get<PreferenceTokens>().Create(new PreferenceToken(
            person, AddressKind.Email, keys.Of(Address.Read(mail)!), keys.Version, topic, Guid.Empty, new DateOnly(2026, 3, 16)));
    }

    /// <summary>A candidate and the token in a project offer to them.</summary>
    public async Task<string> InvitedAsync(string mail, Topic? topic = Topic.Projects, string language = "nl") =>
        TokenOf(mail, await CandidateAsync(mail, language), topic);

    public async Task<DecisionCode> DecideAsync(string mail, MessageKind kind = MessageKind.ProjectOffer)
    {
        var message = new MessageFacts { Kind = kind, Channel = Channel.Email, Offer = "P-7", MatchReason = "Java", ObjectionOffered = true };
        var loaded = await Get<SendFactsLoader>().LoadAsync(message, [Address.Read(mail)!], Get<TimeProvider>().GetUtcNow());
        return loaded[0].Decide().Code;
    }

    public Task<HttpResponseMessage> OneClickAsync(string token, string value = "One-Click") =>
        client.PostAsync($"/u/{token}", new FormUrlEncodedContent([new("List-Unsubscribe", value)]));

    /// <summary>Posts a body as a mail program wrote it.</summary>
    /// <param name="target">The token, and what follows it in the address.</param>
    /// <param name="type">The Content-Type; null for none at all.</param>
    /// <param name="body">The body, byte for byte.</param>
    public async Task<HttpResponseMessage> PostAsync(string target, string? type, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return await client.PostAsync($"/u/{target}", content);
    }

    public Task<HttpResponseMessage> ChooseAsync(string token, params string[] stop) =>
        client.PostAsync($"/p/{token}", new FormUrlEncodedContent(stop.Select(each => KeyValuePair.Create("stop", each))));

    public void Dispose() => client.Dispose();
}
