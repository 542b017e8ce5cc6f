using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ConsentRegistry.Core.Addresses;
using ConsentRegistry.Core.Campaigns;
using ConsentRegistry.Core.Campaigns.Audiences;
using ConsentRegistry.Core.Campaigns.Deliveries;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Profiles;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Core.Ledger;
using ConsentRegistry.Core.Mail;
using ConsentRegistry.Core.People;
using ConsentRegistry.Core.Preferences;
using ConsentRegistry.Core.Sending.Settings;
using ConsentRegistry.Core.Storage.Folder;
using ConsentRegistry.Core.Suppressions;
using ConsentRegistry.Core.Suppressions.Doubts;
using ConsentRegistry.Core.Time;
using ConsentRegistry.Core.Vocabulary;
using ConsentRegistry.Tests.Account.Operators;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;

namespace ConsentRegistry.Tests.Browser;

/// <summary>Markup in every field that is kept is shown as it was typed, on every page of the table of routes, in every file and every mail, and makes no element.</summary>
public sealed partial class StoredMarkupTests(Chromium chromium)
{
    // No longer than the shortest field.
    private const string Markup = "\"'><img data-injected src=x onerror=document.title=1>{{a}}";
    private const string By = "cli:test";
    private const string An = "an@candidate.example";

    [Fact]
    public async Task It_is_text_on_every_page_and_in_every_file_and_mail()
    {
        await using var app = new RegistryApp(
            [.. typeof(OrganisationOptions).GetProperties()
                .Where(setting => setting.PropertyType == typeof(string) && !setting.Name.EndsWith("Email", StringComparison.Ordinal) && !setting.Name.EndsWith("Url", StringComparison.Ordinal)
                    && setting.Name is not (nameof(OrganisationOptions.Website) or nameof(OrganisationOptions.PolicyVersion)))
                .Select(setting => ($"{OrganisationOptions.Section}:{setting.Name}", Markup))]);
        var person = await PersonAsync(app);
        List<Guid> campaigns = [await DraftAsync(app), await SentAsync(app)];
        List<Guid> imports = [await ImportAsync(app)];
        await DoubtAsync(app, person);
        await SettingsAsync(app);
        var ada = await app.MakeOperatorAsync("Ada", [.. Role.All]);
        Assert.Empty((await app.InScopeAsync((AddAccount add) => add.RunAsync("bram@imalink.example", Markup, [Role.Recruiter], By))).Result.Errors);
        Assert.Empty((await app.InScopeAsync(async (UserManager<OperatorAccount> accounts) => await accounts.AddOrUpdatePasskeyAsync(
            (await accounts.FindByIdAsync(ada.Id.ToString()))!,
            new UserPasskeyInfo([1, 2, 3, 4], [5], ada.CreatedAt, 0, null, true, false, false, [6], [7]) { Name = Markup }))).Errors);
        var page = await chromium.OpenAsync(app);
        await page.SignInAsync(ada);
        await page.UntilInteractiveAsync();

        var wrong = new List<string>();
        var shown = 0;
        // The pages of the job engine have a heading of their own and none of what was typed: jobs are given ids.
        foreach (var path in RoutesByRoleTests.RolesByPath.Keys.Where(path => path != JobsSetup.EnginePath).SelectMany(path => PathsOf(path, person, campaigns, imports)))
        {
            if (IsFile(path))
            {
                // What is not shown but saved cannot run as a page.
                var file = await page.Context.APIRequest.GetAsync(path);
                if (file.Ok && !(file.Headers.GetValueOrDefault("content-disposition", "").StartsWith("attachment", StringComparison.Ordinal) && file.Headers.GetValueOrDefault("x-content-type-options") == "nosniff"))
                {
                    wrong.Add($"{path} is no file to save");
                }

                continue;
            }

            await page.OpenAsync(path);
            await Assertions.Expect(page.Locator("h1").First).ToBeVisibleAsync();
            await page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(each => each.open = true)");
            shown += (await page.Locator("body").InnerTextAsync()).Contains("<img data-injected", StringComparison.Ordinal) ? 1 : 0;
            if (await page.Locator("[data-injected]").CountAsync() > 0 || await page.TitleAsync() == "1")
            {
                wrong.Add(path);
            }
        }

        Assert.Empty(wrong);
        // It was there to be seen.
        Assert.True(shown > 10, $"Only {shown} pages show what was kept.");
        await MailsAsync(app);
        await PublicPagesAsync(app);
    }

    private static IEnumerable<string> PathsOf(string path, Guid person, List<Guid> campaigns, List<Guid> imports)
    {
        List<Guid> about = path.StartsWith("/campaigns/", StringComparison.Ordinal) ? campaigns : path.StartsWith("/imports/", StringComparison.Ordinal) ? imports : [person];
        return path.Contains(RoutesByRoleTests.Id, StringComparison.Ordinal) ? about.Select(id => path.Replace(RoutesByRoleTests.Id, id.ToString(), StringComparison.Ordinal)) : [path];
    }

    private static bool IsFile(string path) => path.EndsWith(".csv", StringComparison.Ordinal) || path.Contains("/evidence/", StringComparison.Ordinal);

    /// <summary>The mails that went out: as text they say it, as HTML they have no element of it, and none of it was filled in a second time.</summary>
    private static async Task MailsAsync(RegistryApp app)
    {
        var outbox = app.Services.GetRequiredService<DataFolder>().Outbox;
        var mails = Directory.GetFiles(outbox, "*.eml");
        Assert.NotEmpty(mails);
        foreach (var file in mails)
        {
            using var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(WebUtility.HtmlEncode("<img data-injected"), mail.HtmlBody, StringComparison.Ordinal);
            Assert.Contains(Markup, mail.TextBody, StringComparison.Ordinal);
        }
    }

    private static async Task PublicPagesAsync(RegistryApp app)
    {
        var outbox = app.Services.GetRequiredService<DataFolder>().Outbox;
        using var mail = await MimeMessage.LoadAsync(Directory.GetFiles(outbox, "*.eml")[0], TestContext.Current.CancellationToken);
        using var visitor = new HttpClient { BaseAddress = app.Address };
        foreach (var path in Links().Matches(mail.TextBody ?? "").Select(link => link.Value).Distinct().Append("/p/unknown"))
        {
            using var answer = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<img", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task<Guid> PersonAsync(RegistryApp app)
    {
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var today = BrusselsTime.DayOf(now);
        var evidence = new Evidence(Markup, Markup, "x"u8.ToArray());
        var person = (await app.InScopeAsync((RegisterPerson register) => register.ExecuteAsync(
            Marked(new NewPerson
            {
                Relationship = Relationship.CandidateApplied,
                Source = AcquisitionSource.AdResponse,
                Moment = CollectionMoment.JobApplication,
                Addresses = [Address.Read(An)!],
                AcquiredOn = today,
                ObjectionOffered = true,
            }),
            By))).Value;
        Assert.True((await app.InScopeAsync((EditPerson edit) => edit.ExecuteAsync(person, Marked(new PersonChanges { Language = "nl", AddSkill = $"{Markup}2", RemoveSkill = "COBOL" }), By))).IsDone);
        Assert.True((await app.InScopeAsync((RecordOptIn record) => record.ExecuteAsync(
            Marked(new NewOptIn(person, Topic.Events, Channel.Email) { GivenAt = now, Language = "nl", Evidence = evidence }), By))).IsDone);
        Assert.True((await app.InScopeAsync((RecordContactPermission record) => record.ExecuteAsync(
            Marked(new NewContactPermission(person, Relationship.CandidateApplied, AcquisitionSource.AdResponse, CollectionMoment.JobApplication)
            {
                LastOwnContactOn = today, ObjectionOffered = true, Evidence = evidence,
            }), By))).IsDone);
        Assert.True((await app.InScopeAsync((RecordNotice record) => record.ExecuteAsync(new NewNotice(person, Markup, today) { Note = Markup, Evidence = evidence }, By))).IsDone);
        Assert.True((await app.InScopeAsync((RecordOptOut record) => record.ExecuteAsync(
            Address.Read(An)!, new NewOptOut(new BarScope(Topic.Feedback, null)) { Note = Markup, Evidence = evidence, EntryPoint = EntryPoint.Screen }, By))).IsDone);
        return person;
    }

    private static async Task<Guid> DraftAsync(RegistryApp app) => (await app.InScopeAsync((SaveCampaign save) => save.ExecuteAsync(
        new CampaignDraft { Name = $"{Markup}1", OfferReference = Markup, MatchReason = Markup, Texts = [new CampaignTextDraft("nl", Markup, Markup, Markup)] }, By))).Value!.Id;

    /// <summary>A campaign that went to the person, with an answer of the mail system and a settlement by hand.</summary>
    private static async Task<Guid> SentAsync(RegistryApp app)
    {
        var campaign = (await app.InScopeAsync((SaveCampaign save) => save.ExecuteAsync(
            new CampaignDraft
            {
                Name = Markup, Kind = MessageKind.ProjectOffer, OfferReference = Markup, MatchReason = Markup,
                Audience = new Audience { Relationships = [Relationship.CandidateApplied] },
            },
            By))).Value!.Id;
        Assert.True((await app.InScopeAsync((StartCampaign start) => start.StartAsync(campaign))).IsDone);
        await Eventually.HoldsAsync(async () => (await app.InScopeAsync((CampaignQueries queries) => queries.ProgressAsync(campaign)))!.State == CampaignState.Finished);
        await app.Services.GetRequiredService<RegistryWriter>().WriteAsync(async write =>
        {
            foreach (var each in write.Context.Set<Delivery>().Where(each => each.CampaignId == campaign))
            {
                (each.State, each.Reply) = (DeliveryState.Unknown, Markup);
            }

            await Task.CompletedTask;
        });
        Assert.True((await app.InScopeAsync((SettleDelivery settle) => settle.AllAsync(campaign, Settlement.WasSent, Markup, By))).IsDone);
        return campaign;
    }

    private static async Task<Guid> ImportAsync(RegistryApp app)
    {
        Assert.True((await app.InScopeAsync((SaveImportProfile save) => save.ExecuteAsync(
            new NewImportProfile(Markup) { Site = Markup, Columns = new Dictionary<string, ImportField?> { [Markup] = ImportField.MarketingOptIn } }, TestContext.Current.CancellationToken))).IsDone);
        var quoted = $"\"{Markup.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        using var file = new MemoryStream(Encoding.UTF8.GetBytes($"Naam;E-mail;{quoted}\n{quoted};bo@candidate.example;{quoted}\n"));
        return (await app.InScopeAsync((UploadImportFile upload) => upload.ExecuteAsync(file, $"{Markup}.csv", By))).Import!.Value;
    }

    private static async Task DoubtAsync(RegistryApp app, Guid person) => Assert.Equal(1, await app.Services.GetRequiredService<RegistryWriter>().WriteAsync(write =>
        app.Services.GetRequiredService<OpenDoubts>().ExecuteAsync(write, [new NewDoubt(person, null, Channel.Email, write.At, Guid.CreateVersion7(write.At), Markup, 2, Markup, Markup)], By)));

    private static async Task SettingsAsync(RegistryApp app)
    {
        var settings = app.Services.GetRequiredService<GateSettingsStore>();
        Assert.True((await settings.ChangeAsync(settings.Current with { MarketingPerPersonPer30Days = 2 }, Markup, By, TestContext.Current.CancellationToken)).IsDone);
    }

    /// <summary>The same with the markup in every text that stands empty.</summary>
    private static T Marked<T>(T given)
        where T : notnull
    {
        foreach (var text in typeof(T).GetProperties().Where(each => each.PropertyType == typeof(string) && each.CanWrite && string.IsNullOrEmpty((string?)each.GetValue(given))))
        {
            text.SetValue(given, Markup);
        }

        return given;
    }

    [GeneratedRegex("/[pu]/[A-Za-z0-9_-]+")]
    private static partial Regex Links();
}
