namespace ConsentRegistry.Tests.Support;

/// <summary>A copy of <c>registry.db</c> that somebody makes by hand and later puts back, beside a journal that has gone on.</summary>
internal sealed class OlderDatabase
{
    private readonly TestRegistry registry;

    private OlderDatabase(TestRegistry registry) => this.registry = registry;

    private string Database => Path.Combine(registry.Folder, "registry.db");

    private string Copy => Path.Combine(registry.Desk, "older.db");

    /// <summary>Closes the registry, copies the file, and opens it again.</summary>
    public static async Task<OlderDatabase> TakeAsync(TestRegistry registry)
    {
        var older = new OlderDatabase(registry);
        await registry.CloseAsync();
        File.Copy(older.Database, older.Copy, overwrite: true);
        await registry.StartAsync();
        return older;
    }

    /// <summary>Closes the registry and puts the copy in the place of the file.</summary>
    public async Task PutBackAsync()
    {
        await registry.CloseAsync();
        Remove();
        File.Copy(Copy, Database);
    }

    /// <summary>Takes the file away with what the engine keeps beside it; the registry must be closed.</summary>
    public void Remove()
    {
        foreach (var file in Directory.GetFiles(registry.Folder, "registry.db*"))
        {
            File.Delete(file);
        }
    }
}
