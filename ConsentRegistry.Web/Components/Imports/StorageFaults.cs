using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ConsentRegistry.Web.Components.Imports;

/// <summary>Tells faults of disk and database, which may be over in a moment, from mistakes of the program, which are not.</summary>
internal static class StorageFaults
{
    public static bool IsOfStorage(this Exception problem) => problem is IOException or DbException or DbUpdateException;
}
