using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ConsentRegistry.Core.Imports;
using ConsentRegistry.Core.Imports.Columns;
using ConsentRegistry.Core.Imports.Runs;
using ConsentRegistry.Core.Imports.Uploads;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Imports.Uploads;

/// <summary>Files as the screens bring them in.</summary>
public abstract class UploadScene : ImportScene
{
    protected const string Rows = "An;Peeters;an@post.example.org;0475123401;2026-03-01;\r\nBo;Maes;bo@post.example.org;;;ja\r\nCas;Claes;not an address;;;\r\n";

    protected async Task<Guid> TakeInAsync(string content) =>
        (await Registry.Get<UploadImportFile>().ExecuteAsync(OneWay(content), "rows.csv", TestRegistry.By)).Import!.Value;

    protected async Task CorrectAsync(Guid import, Dictionary<string, ImportField?> columns)
    {
        Assert.Null((await Registry.Get<ConfigureImport>().ColumnsAsync(import, columns)).Refusal);
    }

    protected async Task FinishAsync(Guid import)
    {
        Assert.Null((await Registry.Get<BeginImport>().ExecuteAsync(import, TestRegistry.By)).Refusal);
        await Registry.Get<ResumeImports>().ExecuteSliceAsync(Timeout.InfiniteTimeSpan);
    }

    protected async Task<ImportRun> RunAsync(Guid import) => (await Registry.Get<ImportQueries>().FindAsync(import))!;

    protected string[] Spooled() => Directory.GetFiles(Path.Combine(Registry.Folder, "spool"));

    /// <summary>As a file comes over the network: it cannot be turned back.</summary>
    protected static Stream OneWay(string content) => PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(content))).AsStream();
}
