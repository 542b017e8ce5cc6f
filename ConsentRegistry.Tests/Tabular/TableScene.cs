using System.Text;
using ConsentRegistry.Core.Results;
using ConsentRegistry.Core.Security.Files;
using ConsentRegistry.Core.Tabular;
using ConsentRegistry.Core.Tabular.Workbooks;
using ConsentRegistry.Tests.Support;

namespace ConsentRegistry.Tests.Tabular;

/// <summary>Workbooks that are opened as text.</summary>
public abstract class TableScene : IAsyncLifetime
{
    protected TestRegistry Registry { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Registry = await TestRegistry.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    private protected Refusal? RefusalOf(byte[] file, WorkbookBounds? bounds = null, string? sheet = null)
    {
        var opened = Open(file, bounds, sheet);
        opened.Value?.Dispose();
        return opened.Refusal;
    }

    /// <summary>The lines of the text that is made of a workbook.</summary>
    private protected (string[] Lines, WorkbookSheet Sheet) Read(byte[] file, string? sheet = null, WorkbookBounds? bounds = null)
    {
        var opened = Open(file, bounds, sheet);
        Assert.Null(opened.Refusal);
        using var text = opened.Value!;
        using var reader = new StreamReader(text.Stream, Encoding.UTF8);
        var all = reader.ReadToEnd();
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Registry.Folder, "spool", "checks")));
        return (all.Split("\r\n")[..^1], text.Sheet!);
    }

    private Result<TableText> Open(byte[] file, WorkbookBounds? bounds, string? sheet) =>
        new OpenTable(Registry.Get<EncryptedFiles>(), bounds ?? new WorkbookBounds()).Execute(new MemoryStream(file), sheet);
}
