using System.Security.Cryptography;

namespace ConsentRegistry.Core.Security;

/// <summary>A protected value does not open: its bytes were changed, they belong to another row or column, or the data key is another.</summary>
/// <remarks>The message names column and row, and no personal data (guarantee 10).</remarks>
public sealed class DamagedValueException : CryptographicException
{
    public DamagedValueException(string column, string row)
        : base($"A protected value cannot be read: {column} of row {row} was changed, or is sealed under another key. 'verify' names what is damaged; restore a backup.")
    {
    }
}
