using System.Text;
using Bunit;
using ConsentRegistry.Core.Auditing;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Tests.Support;
using ConsentRegistry.Web.Account.Operators;
using ConsentRegistry.Web.Components.Imports;
using Microsoft.AspNetCore.Components;

namespace ConsentRegistry.Tests.Components.Imports.Steps;

/// <summary>A recruiter, an uploaded list of two rows, and the steps of its import one by one.</summary>
public abstract class ImportStepScene : PersonDialogTest
{
    protected const string Content = "Voornaam;Achternaam;E-mailadres;Mail 2;Geboortedatum;Uitgeschreven\r\nAn;Peeters;an@post.example.org;;1990-01-01;\r\nBo;Maes;nergens;;;ja\r\n";

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected ImportStepScene() => SignIn(Role.Recruiter);

    private protected async Task<IRenderedComponent<TStep>> StepAsync<TStep>(Guid import)
        where TStep : ComponentBase
    {
        var (run, file) = (await RunAsync(import), (await Get<ImportQueries>().UploadAsync(import))!);
        return Render<TStep>(parameters => Assert.True(parameters.TryAdd("Run", run) && parameters.TryAdd("File", file)));
    }

    private protected async Task<Guid> TakeInAsync(string content = Content)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return (await Get<UploadImportFile>().ExecuteAsync(source, "lijst.csv", "cli:test")).Import!.Value;
    }

    protected ImportRun Run(Guid import) => Get<ImportQueries>().FindAsync(import).GetAwaiter().GetResult()!;

    private protected async Task<ImportRun> RunAsync(Guid import) => (await Get<ImportQueries>().FindAsync(import))!;

    private protected async Task<IEnumerable<AuditAction>> ActsAsync() =>
        (await Get<AuditQueries>().ListAsync(new AuditFilter { Operator = SignedIn.Id })).Rows.Reverse().Select(row => row.Action);
}
