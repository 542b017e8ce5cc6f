namespace ConsentRegistry.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("consentregistry-").FullName;

    public void Dispose()
    {
        OpenDatabases.Close(Path);
        Directory.Delete(Path, recursive: true);
    }
}
