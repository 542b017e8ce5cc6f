using ConsentRegistry.Web.Account;
using ConsentRegistry.Web.Components;
using ConsentRegistry.Web.Hosting;
using ConsentRegistry.Web.Localisation;

var builder = RegistryHost.CreateBuilder(args);
builder.AddStorage();
builder.AddLanguages();
builder.AddAccounts();
builder.AddHealth();
builder.AddShell();

var app = builder.Build();
app.UseErrorPages();
app.UseRouting(); // After the error pages, which send a request through here a second time.
app.UseSecurityHeaders();
app.UseLanguages();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapLanguages();
app.MapAccounts();
app.MapShell();

await app.Services.PrepareAccountsAsync();
app.AnnounceStart();
await app.RunAsync();
