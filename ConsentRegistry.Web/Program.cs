using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Account.SecondFactors;
using ConsentRegistry.Web.Commands.Execution;
using ConsentRegistry.Web.Commands.Verbs;
using ConsentRegistry.Web.Components;
using ConsentRegistry.Web.Endpoints;
using ConsentRegistry.Web.Hosting;
using ConsentRegistry.Web.Jobs;
using ConsentRegistry.Web.Jobs.Engine;
using ConsentRegistry.Web.Localisation;
using ConsentRegistry.Web.Public;

if (await VerbTable.TryRunAsync(args) is { } exit)
{
    return exit;
}

if (await ServeVerb.TakeFolderAsync(args) is not { } start)
{
    return VerbExecution.Refused;
}

var builder = RegistryHost.CreateBuilder(start.Settings);
builder.AddDataFolder(start);
builder.AddCookieRing();
builder.AddLanguages();
builder.Services.AddAccounts();
builder.AddHealth();
builder.Services.AddJobs();
builder.AddShell();
builder.AddPublicSide();
builder.AddAllowedHosts(); // Once all addresses are known.
builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));

var app = builder.Build();
app.UseTrustedProxies(); // First: what follows goes by who called.
app.UseHsts();
app.UseHostCookies();
app.UseSecurityHeaders(); // Before whoever may answer.
app.UseErrorPages();
app.UsePublicSide();
app.UseRouting(); // After the error pages, which send a request through here a second time.
app.UsePublicRefusals();
app.UseLanguages();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.UseJobEngineTrail();
app.UseRateLimiter();
app.UseFormTokens();

app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapLanguages();
app.MapAccounts();
app.MapShell();
app.MapPeople();
app.MapPeopleExport();
app.MapCampaignExports();
app.MapCheckedLists();
app.MapImportExports();
app.MapPublicSide();

return await app.ServeAsync(async () =>
{
    await app.OpenRegistryAsync();
    app.Services.MakeCookieRing();
    await app.Services.PrepareAccountsAsync();
    await app.Services.PrepareJobsAsync();
    app.MapJobs(); // Its pages open the store, which has just been looked at.
    app.AnnounceStart();
    await app.RunAsync();
});
