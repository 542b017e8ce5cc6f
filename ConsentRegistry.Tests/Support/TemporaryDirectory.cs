namespace ConsentRegistry.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("consentregistry-").FullName;

    public void Dispose()
    {
        OpenDatabases.Close(Path);
        // What a page that was left still does in the background may put one more file there meanwhile.
        Assert.True(SpinWait.SpinUntil(IsDeleted, TimeSpan.FromSeconds(20)), $"{Path} is still in use.");
    }

    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
