namespace ConsentRegistry.Tests.Support;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("consentregistry-").FullName;

    public void Dispose()
    {
        OpenDatabases.Close(Path);
        Delete(Path);
    }

    /// <summary>Takes a folder away with all that is in it. What a page that was left, or a job, still does in the background may put one more file there meanwhile.</summary>
    public static void Delete(string path) => Assert.True(SpinWait.SpinUntil(() => IsDeleted(path), TimeSpan.FromSeconds(20)), $"{path} is still in use.");

    private static bool IsDeleted(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
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
