using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Components.Shared.Forms;

/// <summary>What a disk that is full, locked or gone throws, by whichever way it comes: nobody at a screen should lose the page over it.</summary>
internal static class StorageFailure
{
    public static bool Is(Exception problem) => problem is IOException or DbException or DbUpdateException;
}
