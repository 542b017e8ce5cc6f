namespace ConsentRegistry.Core.Vocabulary;

/// <summary>What proves that a person said something: pasted text, a file, or both.</summary>
/// <param name="Text">A mail, a form, the note of a call.</param>
/// <param name="FileName">As the file was called.</param>
/// <param name="File">Its content.</param>
public sealed record Evidence(string? Text = null, string? FileName = null, byte[]? File = null)
{
    public static Evidence None { get; } = new();

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && File is not { Length: > 0 };
}
