using System.Text.Json.Serialization;
using ConsentRegistry.Core.Vocabulary;

namespace ConsentRegistry.Web.Components.People.Dialogs;

/// <summary>The proof of what a person said: pasted text, a file, or both.</summary>
public sealed class EvidenceInput
{
    /// <summary>Larger files are refused: a photo or a letter fits.</summary>
    public const int MaxFileBytes = 5 * 1024 * 1024;

    public string? Text { get; set; }

    // A file is not kept with a draft: it is still where it was chosen from.
    [JsonIgnore]
    public string? FileName { get; set; }

    [JsonIgnore]
    public byte[]? File { get; set; }

    /// <summary>As it is recorded.</summary>
    [JsonIgnore]
    public Evidence Given => new(Text, FileName, File);

    public bool IsEmpty => Given.IsEmpty;
}
