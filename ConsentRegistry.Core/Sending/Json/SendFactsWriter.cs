using System.Text.Json;
using ConsentRegistry.Core.Sending.Facts;

namespace ConsentRegistry.Core.Sending.Json;

/// <summary>
/// Writes facts as the one line of JSON that <see cref="SendFactsReader"/> reads (INTERFACES 3): the record of a logged decision, on
/// which the gate gives the same answer again (RULES 3, "From the store to facts"). It holds ids, words, instants and days and no
/// personal data: of a match reason, which is free text about a person, only that it was given.
/// </summary>
/// <remarks>
/// Values that INTERFACES 3 promises for absent fields are left out. A fact that was unreadable is written as one that reads as unreadable.
/// </remarks>
public static class SendFactsWriter
{
    private const string Given = "given";

    /// <summary>The facts as one line, without a line end.</summary>
    /// <param name="id">What the line is called, the id of the delivery for one; null for none.</param>
    public static string Write(SendFacts facts, string? id)
    {
        var reason = facts.Message.MatchReason;
        var line = JsonSerializer.Serialize(
            facts with { Message = facts.Message with { MatchReason = reason is { IsReadable: true, Value: not null } ? Given : reason } },
            FactJson.Options);
        return id is null ? line : $"{{\"id\":{JsonSerializer.Serialize(id, FactJson.Options)},{line[1..]}";
    }
}
