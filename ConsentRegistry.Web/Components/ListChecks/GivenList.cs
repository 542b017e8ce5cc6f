using System.Text;
using ConsentRegistry.Core.ListChecks;
using ConsentRegistry.Core.Results;
using Microsoft.AspNetCore.Components.Forms;

namespace ConsentRegistry.Web.Components.ListChecks;

/// <summary>The list that somebody gave to be checked, as a file or as typed addresses: one at a time, gone with everything that came of it once there is another.</summary>
internal sealed class GivenList(CheckedLists lists, TimeProvider time)
{
    private const long LargestFile = 500L * 1024 * 1024;

    /// <summary>Null until it is taken in.</summary>
    public CheckedList? Taken { get; private set; }

    /// <summary>Null for typed addresses.</summary>
    public string? FileName { get; private set; }

    /// <summary>Another one for each list, so that a file field is new and takes the same file again.</summary>
    public Guid Field { get; private set; }

    /// <summary>The key of what is wrong with a chosen file; null when nothing is.</summary>
    public static string? ProblemOf(InputFileChangeEventArgs chosen) =>
        chosen.FileCount != 1 ? "Problem.OneFile"
        : chosen.File.Size > LargestFile ? "Problem.TooLarge"
        : null;

    /// <param name="share">Told how much of it is here, from 0 to 1.</param>
    public async Task TakeInAsync(IBrowserFile file, string by, Action<double> share, CancellationToken stop)
    {
        await using var source = file.OpenReadStream(LargestFile, stop);
        Taken = await lists.TakeInAsync(source, by, new SynchronousProgress<long>(read => share(file.Size == 0 ? 1 : (double)read / file.Size)), stop);
        (FileName, Field) = (file.Name, Taken.Id);
    }

    /// <summary>Takes in what was typed; nothing when that was done before.</summary>
    public async Task TakeInAsync(string typed, string by, CancellationToken stop)
    {
        if (Taken is null)
        {
            using var source = new MemoryStream(Encoding.UTF8.GetBytes(typed));
            Taken = await lists.TakeInAsync(source, by, cancellation: stop);
        }
    }

    public void Discard()
    {
        if (Taken is not null)
        {
            lists.Discard(Taken.Id);
        }

        (Taken, FileName, Field) = (null, null, Guid.CreateVersion7(time.GetUtcNow()));
    }
}
