using MudBlazor;

namespace ConsentRegistry.Web.Components.Shared.Parts;

/// <summary>What a page says at its edge of something that was done. Two that say the same are two.</summary>
/// <param name="severity">Red is for a refusal only.</param>
/// <param name="text">One sentence.</param>
/// <param name="detail">A further one; null or empty for none.</param>
public sealed class Said(Severity severity, string text, string? detail = null)
{
    public Severity Severity => severity;

    public string Text => text;

    public string? Detail => detail;

    /// <summary>What can be done next, in the order of the buttons.</summary>
    public IReadOnlyList<(string Word, Func<Task> Act)> Next { get; init; } = [];
}
